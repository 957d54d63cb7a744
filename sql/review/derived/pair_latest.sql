-- the newest decision on each pair of rows
SELECT * EXCLUDE (kind)
FROM pair_entry
WHERE kind = 'pair'
QUALIFY row_number() OVER (
    PARTITION BY record_id_l, record_id_r ORDER BY "at" DESC, decision_id DESC
) = 1

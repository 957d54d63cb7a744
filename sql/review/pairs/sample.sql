-- pairs drawn for a blind opinion that $reviewer has not given and that still need one (two people
-- judge each), in an order that says nothing of them
WITH opinion AS (
    SELECT
        record_id_l,
        record_id_r,
        count(DISTINCT "by") AS people,
        bool_or("by" = $reviewer) AS own
    FROM pair_entry
    WHERE kind = 'pair_opinion'
    GROUP BY ALL
)
SELECT e.record_id_l, e.record_id_r
FROM evaluation_pair AS e
LEFT JOIN opinion AS o USING (record_id_l, record_id_r)
ANTI JOIN pair_latest AS v USING (record_id_l, record_id_r)
WHERE coalesce(o.people, 0) < 2 AND NOT coalesce(o.own, FALSE)
ORDER BY sha256(e.record_id_l || $reviewer || e.record_id_r)

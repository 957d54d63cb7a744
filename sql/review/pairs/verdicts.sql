-- pairs among these rows that people have decided
SELECT record_id_l, record_id_r
FROM pair_latest
WHERE list_contains($records, record_id_l) AND verdict <> 'unsure'

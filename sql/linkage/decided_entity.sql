-- What people decided of pairs of rows, in terms of entities; both rows must be in this run.
SELECT
    least(coalesce(l.anchor_id, d.record_l), coalesce(r.anchor_id, d.record_r)) AS "left",
    greatest(coalesce(l.anchor_id, d.record_l), coalesce(r.anchor_id, d.record_r)) AS "right",
    d.same
FROM linkage.decided_pair d
LEFT JOIN linkage.exact l ON l.record_id = d.record_l
LEFT JOIN linkage.exact r ON r.record_id = d.record_r
WHERE d.record_l IN (SELECT record_id FROM core.person)
    AND d.record_r IN (SELECT record_id FROM core.person)
ORDER BY 1, 2

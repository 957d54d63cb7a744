-- Pairs of rows that people decided, as pairs of entities; those that the exact pass made one left
-- out.
WITH entity AS (
    SELECT DISTINCT
        coalesce(l.anchor_id, p.record_l) AS entity_id_l,
        coalesce(r.anchor_id, p.record_r) AS entity_id_r
    FROM linkage.reviewed_row_pair p
    LEFT JOIN linkage.exact l ON l.record_id = p.record_l
    LEFT JOIN linkage.exact r ON r.record_id = p.record_r
)
SELECT entity_id_l, entity_id_r
FROM entity
WHERE entity_id_l <> entity_id_r

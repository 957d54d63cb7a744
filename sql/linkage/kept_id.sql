-- Ids that clusters keep, one round of it: of the votes that are still open those that are the
-- weightiest both of their cluster and of their id. Going through all votes from the weightiest
-- down would take the same.
WITH open AS (
    FROM linkage.vote v
    WHERE NOT EXISTS (FROM linkage.identity i WHERE i.cluster = v.cluster)
        AND NOT EXISTS (FROM linkage.identity i WHERE i.id = v.old_id)
)
SELECT cluster, old_id AS id
FROM open
QUALIFY row_number() OVER (PARTITION BY cluster ORDER BY weight DESC, old_id) = 1
    AND row_number() OVER (PARTITION BY old_id ORDER BY weight DESC, cluster) = 1

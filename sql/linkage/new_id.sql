-- New ids of clusters that keep none, made from their content. An id that was used before (its
-- cluster was split), or that two clusters would have, is free with another salt.
WITH named AS (
    SELECT cluster, key, $prefix || left(sha256(key || '#' || $salt), $id_digits) AS id
    FROM linkage.id_key ANTI JOIN linkage.identity USING (cluster)
)
SELECT cluster, id
FROM named n
WHERE NOT EXISTS (FROM linkage.taken t WHERE t.old_id = n.id)
    AND NOT EXISTS (FROM linkage.identity i WHERE i.id = n.id)
QUALIFY row_number() OVER (PARTITION BY id ORDER BY key) = 1

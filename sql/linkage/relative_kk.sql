-- KKs that an open entity's relatives turned out to have: the people listed as one family with it
-- (same list, same family group) who have already been linked.
WITH family AS (
    SELECT DISTINCT
        p.family_key, coalesce(x.anchor_id, p.record_id) AS entity_id
    FROM core.person p LEFT JOIN linkage.exact x USING (record_id)
    WHERE p.family_key IS NOT NULL
),
cluster_kk AS (
    SELECT c.cluster_id, unnest(e.kks) AS kk
    FROM linkage.cluster c JOIN linkage.entity e USING (entity_id)
    WHERE e.spine = 1
)
SELECT open.entity_id, list_sort(list_distinct(list(k.kk))) AS relative_kks
FROM linkage.cluster open
JOIN family own ON own.entity_id = open.entity_id
JOIN family other ON other.family_key = own.family_key AND other.entity_id <> own.entity_id
JOIN linkage.cluster relative ON relative.entity_id = other.entity_id
JOIN cluster_kk k ON k.cluster_id = relative.cluster_id
WHERE NOT open.has_spine
GROUP BY open.entity_id

-- What linkage met that is too common to be one person's or one family's.
SELECT 'block' AS kind, rule, count(*) AS keys, sum(entities) AS entities
FROM linkage.common_key
WHERE entities > $key_limit -- a rule for few looks under rare keys only, which is no fault
GROUP BY rule
UNION ALL
SELECT 'kk', 'kk', count(*), sum(entities)
FROM (SELECT count(*) AS entities FROM (SELECT unnest(kks) AS kk FROM linkage.entity) GROUP BY kk)
WHERE entities > $kk_limit
HAVING count(*) > 0
UNION ALL
SELECT 'cluster', 'cluster', clusters, entities
FROM linkage.oversized
WHERE clusters > 0

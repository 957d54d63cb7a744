-- Keys, KKs and clusters that linkage found too common.
SELECT kind, rule, keys, entities
FROM link.limit_reached
ORDER BY kind, rule

-- Keys of one blocking rule that too many share: they say nothing about who is who.
SELECT $rule AS rule, entities
FROM linkage.shared_key
WHERE entities > $limit

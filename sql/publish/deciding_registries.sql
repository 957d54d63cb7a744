-- The registries that decide who is registered, as far as the period has an extract of them.
SELECT registry
FROM out.registry
WHERE decides
ORDER BY registry

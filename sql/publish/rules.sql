-- The rules behind each kind of flag with their legal basis, as they stood in this run.
SELECT DISTINCT kind, rule, legal_basis, version
FROM out.rule
WHERE kind <> 'criterion' AND in_force
ORDER BY kind, rule

-- the registries that the period has rows of
SELECT DISTINCT source
FROM core.record
WHERE list_contains($registries, source) AND outcome = 'accepted'

-- the registries of which the period has rows
SELECT DISTINCT source
FROM core.record
WHERE list_contains($registries, source) AND outcome = 'accepted'

-- the registries that the period has rows of
SELECT DISTINCT source
FROM published.core.record
WHERE source IN ('dtks', 'dtsen') AND outcome = 'accepted'

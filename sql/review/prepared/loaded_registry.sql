-- the registries of which the period has rows
SELECT DISTINCT source
FROM published.core.record
WHERE source IN ('dtks', 'dtsen') AND outcome = 'accepted'

-- the registries of which the period has rows
SELECT DISTINCT source FROM core.record WHERE source IN ('dtks', 'dtsen') AND outcome = 'accepted'

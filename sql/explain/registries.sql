SELECT DISTINCT source FROM core.record WHERE source IN ('dtks', 'dtsen')

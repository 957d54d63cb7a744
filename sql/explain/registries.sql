SELECT DISTINCT source FROM core.record WHERE list_contains($registries, source)

-- the registries that decide who is registered this period
SELECT source FROM loaded_registry ORDER BY source

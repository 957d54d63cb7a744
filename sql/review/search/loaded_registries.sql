-- the registries of which the period has rows
SELECT source FROM loaded_registry ORDER BY source

-- which registries were loaded concerns nobody in particular
SELECT source FROM prepared.loaded_registry

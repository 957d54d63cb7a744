-- which registries decide concerns nobody in particular
SELECT source FROM prepared.loaded_registry

-- the registries that decide who is registered, as far as the period has an extract of them
SELECT registry AS source FROM published.out.registry WHERE decides

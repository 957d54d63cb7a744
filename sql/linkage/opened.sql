-- Entities that nobody of Dukcapil is in, once their relatives' KKs are counted with their own.
-- They sort before all others (see linkage.node).
UPDATE linkage.node
SET kks = list_sort(list_distinct(list_concat(kks, relative_kks))),
    opened = 1,
    node_id = '0' || node.entity_id
FROM linkage.relative_kk AS relative
WHERE node.entity_id = relative.entity_id AND NOT list_has_all(kks, relative_kks)

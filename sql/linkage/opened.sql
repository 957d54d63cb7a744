-- Entities that nobody of Dukcapil is in, once their relatives' KKs are counted with their own. They
-- sort before all others (see linkage.node).
update linkage.node
set kks = list_sort(list_distinct(list_concat(kks, relative_kks))),
    opened = 1,
    node_id = '0' || node.entity_id
from linkage.relative_kk as relative
where node.entity_id = relative.entity_id and not list_has_all(kks, relative_kks)

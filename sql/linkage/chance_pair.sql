-- Random pairs of people: in an order by hash, which does not depend on the order of rows, each meets
-- the next `$shifts` others.
with shuffled as (
    select entity_id, row_number() over (order by hash(entity_id), entity_id) - 1 as place
    from linkage.node where personal = 1
)
select l.entity_id as entity_id_l, r.entity_id as entity_id_r
from shuffled l, (select unnest(range(1, $shifts + 1)) as shift) s, shuffled r
where r.place = (l.place + s.shift) % $people

-- The pairs that later months need not compare again while both entities stay as they are.
select * exclude (remembered, same_list, to_spine)
from linkage.weighed
order by round, entity_id_l, entity_id_r

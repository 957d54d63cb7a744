-- Known pairs of two unchanged entities: their levels are what they were.
insert into linkage.compared by name
select k.* exclude (weight), true as remembered
from linkage.known_pair as k
join linkage.node as l on l.entity_id = k.entity_id_l
join linkage.node as r on r.entity_id = k.entity_id_r
where k.round = $round and l.fresh = 0 and r.fresh = 0

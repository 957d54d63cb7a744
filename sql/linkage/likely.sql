-- The pairs of one round that may count.
select w.entity_id_l, w.entity_id_r, w.weight, w.same_list, w.to_spine, a.absent
from linkage.weighed w join linkage.absence a on a.entity_id = w.entity_id_l
where w.round = $round and w.weight >= $least_weight

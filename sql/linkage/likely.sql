-- The pairs of one round that may count.
SELECT w.entity_id_l, w.entity_id_r, w.weight, w.same_list, w.to_spine, a.absent
FROM linkage.weighed w JOIN linkage.absence a ON a.entity_id = w.entity_id_l
WHERE w.round = $round AND w.weight >= $least_weight

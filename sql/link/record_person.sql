-- The person of every row that names one, why, and how likely that is. Most rows share a few
-- probabilities: each is put to its curve once.
with found as (select distinct match_reason, probability as computed from linkage.placed),
told as (
    select *, link.calibrated('link', match_reason, computed) as calibrated from found
)
select p.record_id, i.id as person_id, p.match_reason, t.calibrated as probability, p.entity_id
from linkage.placed as p
join linkage.identity as i on i.cluster = p.cluster_id
join told as t on t.match_reason = p.match_reason and t.computed = p.probability

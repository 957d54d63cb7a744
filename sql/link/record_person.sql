-- The person of every row that names one, why, and how likely that is. Most rows share a few
-- probabilities: each is put to its curve once.
create or replace table link.record_person as
with found as (select distinct match_reason, probability as computed from people),
told as (
    select *, link.calibrated('link', match_reason, computed) as calibrated from found
)
select p.record_id, p.person_id, p.match_reason, t.calibrated as probability, p.entity_id
from people as p
join told as t
    on t.match_reason is not distinct from p.match_reason
    and t.computed is not distinct from p.probability
order by p.record_id

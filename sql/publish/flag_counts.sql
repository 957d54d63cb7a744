-- Findings by kind and state; `review` of them wait for a person before anything follows.
select
    kind,
    state,
    count(*) as flags,
    count(*) filter (needs_review) as review
from out.flag
group by kind, state
order by kind, state

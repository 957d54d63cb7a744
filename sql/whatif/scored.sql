-- Probabilities of links that a threshold decides, and of pairs of people left apart. Links that
-- people made, and rows that share a NIK backed by a second fact, stand at any threshold; owners of
-- meters and vehicles are the likeliest person or nobody, so `accept` does not move them.
select probability, count(*) as number
from (
    select probability
    from link.record_person
    where match_reason in ('splink', 'household')
    union all
    select probability from link.candidate
)
group by probability
order by probability

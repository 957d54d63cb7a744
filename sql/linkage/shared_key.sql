-- Keys of one blocking rule that several entities share, and how many of these are no Dukcapil people.
select key, count(*) as entities, count(*) filter (spine = 0) as open
from rule_key
group by key
having count(*) > 1

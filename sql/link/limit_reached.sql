-- What linkage met that is too common to be one person's or one family's.
select 'block' as kind, rule, count(*) as keys, sum(entities) as entities
from linkage.common_key
where entities > $key_limit -- a rule for few looks under rare keys only, which is not a fault
group by rule
union all
select 'kk', 'kk', count(*), sum(entities)
from (select count(*) as entities from (select unnest(kks) as kk from linkage.entity) group by kk)
where entities > $kk_limit
having count(*) > 0
union all
select 'cluster', 'cluster', clusters, entities
from linkage.oversized
where clusters > 0

-- What ties this period's households to last month's: the persons they share, and the same KK.
select g.group_key as cluster, b.household_id as old_id, 1.0 * count(*) as weight
from household_group g join previous.link.person_household b using (person_id)
group by all
union all
select g.group_key, b.household_id, 0.6
from (select distinct group_key, kk from household_group where kk is not null) g
join (
    select distinct household_id, kk from previous.link.person_household where kk is not null
) b using (kk)
group by all
order by all;

-- What ties this period's households to last month's: the persons they share, and the same KK.
with tie as (
    select g.group_key as cluster, b.household_id as old_id, 1.0 * count(*) as weight
    from linkage.today_kk g join linkage.previous_person_household b using (person_id)
    group by all
    union all
    select g.group_key, b.household_id, 0.6
    from (select distinct group_key, kk from linkage.today_kk where kk is not null) g
    join (
        select distinct household_id, kk from linkage.previous_person_household where kk is not null
    ) b using (kk)
    group by all
)
select cluster, old_id, sum(weight) as weight
from tie
group by all

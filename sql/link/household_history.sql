-- What became of last month's households: their persons, and the household each of them has today.
with before as (select person_id, household_id as old_id from previous.link.person_household),
today as (select person_id, household_id as new_id from link.person_household),
went_over as (
    select old_id, new_id, count(*) as shared
    from before join today using (person_id)
    where old_id <> new_id
    group by all
),
old_ids as (select distinct old_id from before),
new_ids as (select distinct new_id from today)
select
    $period as period,
    'household' as unit,
    case
        when old_id not in (select new_id from new_ids) then 'merge'
        when new_id not in (select old_id from old_ids) then 'split'
        else 'moved'
    end as kind,
    old_id,
    new_id,
    shared
from went_over
union all
select $period, 'household', 'new', null, new_id, 0
from new_ids
where new_id not in (select old_id from old_ids)
    and new_id not in (select new_id from went_over)
union all
select $period, 'household', 'gone', old_id, null, 0
from old_ids
where old_id not in (select new_id from new_ids)
    and old_id not in (select old_id from went_over)

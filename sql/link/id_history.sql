-- What became of last month's ids of one unit: `id_member` says which members each id had last month and
-- which it has today (month, member, what is counted, id).
with before as (select member, id as old_id from id_member where month = 'before'),
today as (select member, counted, id as new_id from id_member where month = 'today'),
went_over as (
    select old_id, new_id, count(distinct counted) as shared
    from before join today using (member)
    where old_id <> new_id
    group by all
),
old_ids as (select distinct old_id from before),
new_ids as (select distinct new_id from today)
select
    $period as period,
    $unit as unit,
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
select $period, $unit, 'new', null, new_id, 0
from new_ids
where new_id not in (select old_id from old_ids)
    and new_id not in (select new_id from went_over)
union all
select $period, $unit, 'gone', old_id, null, 0
from old_ids
where old_id not in (select new_id from new_ids)
    and old_id not in (select old_id from went_over)

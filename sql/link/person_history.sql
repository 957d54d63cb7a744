-- What became of last month's persons: the rows they had, as they stand now (a DTKS member row keeps
-- its number when its text is mended), and where these rows are today.
with before as (
    select rp.record_id, rp.person_id as old_id, p."table", p.register_id
    from previous.link.record_person rp join previous.core.person p using (record_id)
),
today as (
    select rp.record_id, rp.person_id as new_id, p."table", p.register_id
    from link.record_person rp join core.person p using (record_id)
),
same_row as (
    select old_id, new_id, record_id from before join today using (record_id)
    union
    select b.old_id, t.new_id, t.record_id
    from before b join today t using (register_id)
    where b."table" = 'dtks_art' and t."table" = 'dtks_art'
),
went_over as (
    select old_id, new_id, count(*) as shared
    from same_row
    where old_id <> new_id
    group by all
),
old_ids as (select distinct old_id from before),
new_ids as (select distinct new_id from today)
select
    $period as period,
    'person' as unit,
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
select $period, 'person', 'new', null, new_id, 0
from new_ids
where new_id not in (select old_id from old_ids)
    and new_id not in (select new_id from went_over)
union all
select $period, 'person', 'gone', old_id, null, 0
from old_ids
where old_id not in (select new_id from new_ids)
    and old_id not in (select old_id from went_over)

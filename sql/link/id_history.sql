-- What became of ids: what earlier months knew, and what happened since the last. Ids are followed by
-- their members: a person's rows (a DTKS member row keeps its number when its text is mended, so it is
-- known by that as well), a household's persons. Where there was no month before, nothing has happened.
with row_of as (
    select 'before' as month, rp.record_id, rp.person_id, p."table", p.register_id
    from linkage.previous_record_person rp join linkage.previous_person p using (record_id)
    union all
    select 'today', rp.record_id, rp.person_id, p."table", p.register_id
    from link.record_person rp join core.person p using (record_id)
),
id_member as (
    select 'person' as unit, month, record_id as member, record_id as counted, person_id as id from row_of
    union all
    select 'person', month, 'register ' || register_id, record_id, person_id
    from row_of
    where "table" = 'dtks_art' and register_id is not null
    union all
    select 'household', 'before', person_id, person_id, household_id from linkage.previous_person_household
    union all
    select 'household', 'today', person_id, person_id, household_id from link.person_household
),
before as (
    select unit, member, id as old_id from id_member where month = 'before'
),
today as (
    select unit, member, counted, id as new_id from id_member where month = 'today'
),
went_over as (
    select unit, old_id, new_id, count(distinct counted) as shared
    from before join today using (unit, member)
    where old_id <> new_id
    group by all
),
old_ids as (select distinct unit, old_id from before),
new_ids as (select distinct unit, new_id from today)
select
    $period as period,
    w.unit,
    case
        when not exists (from new_ids n where n.unit = w.unit and n.new_id = w.old_id) then 'merge'
        when not exists (from old_ids o where o.unit = w.unit and o.old_id = w.new_id) then 'split'
        else 'moved'
    end as kind,
    w.old_id,
    w.new_id,
    w.shared
from went_over w
union all
select $period, unit, 'new', null, new_id, 0
from new_ids n
where exists (from before)
    and not exists (from old_ids o where o.unit = n.unit and o.old_id = n.new_id)
    and not exists (from went_over w where w.unit = n.unit and w.new_id = n.new_id)
union all
select $period, unit, 'gone', old_id, null, 0
from old_ids o
where not exists (from new_ids n where n.unit = o.unit and n.new_id = o.old_id)
    and not exists (from went_over w where w.unit = o.unit and w.old_id = o.old_id)
union all
select period, unit, kind, old_id, new_id, shared
from linkage.previous_id_history
where period < $period

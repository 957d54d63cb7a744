-- Members by which a person's id is followed: the person's rows. A DTKS member row keeps its number
-- when its text is mended, so it is known by that as well.
with row_of as (
    select 'before' as month, rp.record_id, rp.person_id, p."table", p.register_id
    from previous.link.record_person rp join previous.core.person p using (record_id)
    union all
    select 'today', rp.record_id, rp.person_id, p."table", p.register_id
    from link.record_person rp join core.person p using (record_id)
)
select month, record_id as member, record_id as counted, person_id as id from row_of
union all
select month, 'register ' || register_id, record_id, person_id
from row_of
where "table" = 'dtks_art' and register_id is not null

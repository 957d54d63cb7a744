-- The household of every row: a person's row follows the person; a household row follows the people
-- who carry its number (IDBDT, KK), most of whom decide, ties to the smaller id.
with of_person as (
    select rp.record_id, ph.household_id
    from link.record_person rp join link.person_household ph using (person_id)
),
evidence as (
    select h.record_id, ph.household_id
    from core.household h
    join core.dtks_member m on m.idbdt = h.idbdt
    join link.record_person rp on rp.record_id = m.record_id
    join link.person_household ph using (person_id)
    where h."table" = 'dtks_ruta'
    union all
    select h.record_id, ph.household_id
    from core.household h
    join core.person p on p.kk = h.kk and p.source = h.source
    join link.record_person rp on rp.record_id = p.record_id
    join link.person_household ph using (person_id)
    where h."table" <> 'dtks_ruta' and h.kk is not null
    union all
    select h.record_id, ph.household_id
    from core.household h
    join link.person_household ph on ph.kk = h.kk
    where h."table" <> 'dtks_ruta' and h.kk is not null
),
counted as (
    select record_id, household_id, count(*) as n from evidence group by all
),
of_household as (
    select record_id, arg_min(household_id, (-n, household_id)) as household_id
    from counted group by record_id
)
from of_person union all from of_household

-- What a village is asked to verify: one row per flag that still stands, with the household as
-- it is known today and the people concerned (in name order, so that the list is stable).
with people as (
    select
        f.flag_id,
        list({'nama': p.nama, 'nik': p.nik} order by p.nama nulls last, p.person_id) as people
    from out.flag as f, unnest(f.person_ids) as u (person_id)
    join out.person as p on p.person_id = u.person_id
    group by f.flag_id
)
select
    f.flag_id,
    f.kind,
    f.subtype,
    f.village_code,
    f.priority,
    f.needs_review,
    f.household_id,
    f.reasons,
    s.kk,
    s.head_name,
    h.nik as head_nik,
    s.alamat,
    s.rt,
    s.rw,
    coalesce(people.people, []) as people
from out.flag as f
left join out.household_status as s using (household_id)
left join out.person as h on h.person_id = s.head_person_id
left join people using (flag_id)
where f.state <> 'resolved'
order by
    f.village_code,
    try_cast(s.rw as integer) nulls last,
    try_cast(s.rt as integer) nulls last,
    s.head_name nulls last,
    f.household_id,
    f.priority,
    f.flag_id

-- Today's household, state and village of each person.
with grouped as (
    select k.person_id, i.id as household_id, k.kk, k.kk_basis
    from linkage.today_kk k join linkage.identity i on i.cluster = k.group_key
),
death as (
    select
        rp.person_id,
        bool_or(p."table" = 'kematian') as in_kematian,
        bool_or(p."table" = 'dukcapil') as in_dukcapil
    from link.record_person rp join core.person p using (record_id)
    where p.dead or p."table" = 'kematian'
    group by rp.person_id
),
place as (
    select
        rp.person_id,
        arg_min(p.village_code, (
            case
                when p."table" = 'usulan_desa' and g.kk_basis = 'usulan-desa' then 0
                else t.place_trust
            end,
            p.record_id
        )) as village_code
    from link.record_person rp
    join core.person p using (record_id)
    join core.source_table t on t."table" = p."table"
    join grouped g using (person_id)
    where p.village_code is not null
    group by rp.person_id
)
select
    g.person_id,
    g.household_id,
    g.kk,
    g.kk_basis,
    coalesce(d.in_kematian or d.in_dukcapil, false) as dead,
    case
        when d.in_kematian and d.in_dukcapil then 'both'
        when d.in_kematian then 'kematian'
        when d.in_dukcapil then 'dukcapil'
    end as death_basis,
    place.village_code
from grouped g
left join death d using (person_id)
left join place using (person_id)

-- Today's KK of each person and what it rests on, and the household that makes them one of. People lag
-- behind their KK: a list may show last year's, or none, or one with a slip of the pen. So a person
-- whom Dukcapil does not know, and whose listed KK nobody holds today, joins the KK of those listed as
-- one family with them.
with sure as (
    select
        person_id, listed_kk, registered_kk,
        coalesce(listed_kk, registered_kk) as own,
        if(listed_is_newer, listed_kk, civil_kk) as kk,
        case when listed_is_newer then 'usulan-desa' when civil_kk is not null then 'dukcapil' end
            as kk_basis
    from linkage.person_kk
),
known as (select person_id, kk from sure where kk is not null),
listed as (
    select distinct rp.person_id, p.family_key, p.source
    from core.person p join link.record_person rp using (record_id)
    where p.family_key is not null
),
-- what most relatives in the same listed family have; ties go to the smaller number
counted as (
    select family_key, kk, count(*) as relatives
    from listed join known using (person_id)
    group by all
),
family_kk as (
    select family_key, kk as relative_kk from counted
    qualify row_number() over (partition by family_key order by relatives desc, kk) = 1
),
own_family as (
    select person_id, family_key, relative_kk
    from listed left join family_kk using (family_key)
    qualify row_number() over (
        partition by person_id
        order by source <> 'usulan-desa', relative_kk is null, family_key
    ) = 1
),
-- a KK that nobody holds today is outdated or mistyped: the family listed with it knows better
asked as (
    select
        s.*, f.family_key, f.relative_kk,
        s.own is null or held.kk is null as adopts
    from sure s
    left join own_family f using (person_id)
    left join (select distinct kk from known) held on held.kk = s.own
),
settled as (
    select
        person_id,
        family_key,
        case
            when kk is not null then kk_basis
            when adopts and relative_kk is not null then 'list'
            when listed_kk is not null then 'usulan-desa'
            when registered_kk is not null then 'register'
            else 'alone'
        end as kk_basis,
        coalesce(kk, if(adopts, relative_kk, null), own) as kk
    from asked
)
select
    person_id,
    kk,
    kk_basis,
    coalesce(
        kk,
        if(starts_with(family_key, 'seq:'), family_key, null),
        'person:' || person_id
    ) as group_key
from settled

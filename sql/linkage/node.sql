-- Entities with the keys that blocking needs. A family's KKs count for each of its members: if one
-- sister's old KK is known from another register, it speaks for her twin as much as for her.
-- Splink puts the smaller `node_id` of a pair on the left. Opened entities sort before the rest, and
-- those before Dukcapil's people, so that blocking rules need to look at the left side only.
-- A KK that too many show is a dummy and nobody's.
with every_kk as (
    select entity_id, spine, unnest(kks) as kk from linkage.entity
),
shown_kk as (
    select * from every_kk
    where kk not in (select kk from every_kk group by kk having count(*) > $kk_limit)
),
rare as (
    select name_sorted as rare_name from linkage.entity
    where name_sorted is not null
    group by name_sorted having count(*) <= $rare_name
),
own as (
    select entity_id, list_sort(list(kk)) as kks from shown_kk group by entity_id
),
family as (
    select entity_id, kk as family_kk from shown_kk where spine = 1
),
shown as (
    select f.family_kk, list_distinct(flatten(list(o.kks))) as kks
    from family f join own o using (entity_id)
    group by f.family_kk
),
widened as (
    select f.entity_id, list_sort(list_distinct(flatten(list(s.kks)))) as kks
    from family f join shown s using (family_kk)
    group by f.entity_id
)
select
    case spine when 1 then '2' else '1' end || e.entity_id as node_id,
    e.* exclude (kks),
    coalesce(w.kks, own.kks, []) as kks,
    nik_front(nik_cmp) as nik_front,
    nik_back(nik_cmp) as nik_back,
    nik_date(nik_cmp) as nik_date,
    nik_sex(nik_cmp) as nik_sex,
    coalesce(right(nik_date(nik_cmp), 4) = substr(birth, 5, 2) || substr(birth, 3, 2), false)
        as birth_in_nik, -- month and year of it
    substr(name_joined, 1, 4) as name_start,
    split_part(name_folded, ' ', -1) as name_last,
    substr(village, 1, 8) as district,
    rt_key || '|' || house_nos[1] as rt_house_key,
    rare_name,
    0 as opened
from linkage.entity e
left join widened w using (entity_id)
left join own using (entity_id)
left join rare on rare_name = name_sorted

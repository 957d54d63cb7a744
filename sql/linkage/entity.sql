-- One row per entity: the rows the exact pass made one person, else a row on its own.
-- `spine` entities hold a Dukcapil row; Dukcapil lists each person once, so two of them are never
-- the same person. Lists keep every value the entity's rows show, so an old KK or an old address
-- still counts as evidence.
--
-- An RT lies in an RW. Where RT numbers start again in each RW, RT 2 of RW 1 is not RT 2 of RW 3;
-- where a village counts its RTs through, the RW adds nothing. The rows show which it is: numbers
-- start again where several RWs have an RT 1. An RW counts as one of an RT's where it is given a tenth
-- as often as the commonest, or more; one that is missing, or given more rarely, is unknown: then the
-- RT alone decides.
with rt_rw as (
    select
        village_code, rt, rw,
        count(*) >= $usual_rw * max(count(*)) over (partition by village_code, rt) as counts
    from core.person
    where village_code is not null and rt is not null and rw is not null
    group by village_code, rt, rw
),
again as (
    select village_code from rt_rw
    where counts and rt = '1' group by village_code having count(*) > 1
),
rt_rws as (
    select village_code, rt, list(rw) as rws, list(hash(village_code, rt, rw)) as keys
    from rt_rw semi join again using (village_code)
    where counts group by village_code, rt
),
member as (
    select
        p.*, r.file, t.personal, t.names_once, t.identity_trust,
        coalesce(x.anchor_id, p.record_id) as entity_id,
        case
            when p.village_code is null or p.rt is null then null
            when n.keys is null then [hash(p.village_code, p.rt)]
            when list_contains(n.rws, p.rw) then [hash(p.village_code, p.rt, p.rw)]
            else n.keys
        end as rt_keys
    from core.person p
    join core.record r using (record_id)
    join core.source_table t on t."table" = p."table"
    left join linkage.exact x using (record_id)
    left join rt_rws n on n.village_code = p.village_code and n.rt = p.rt
),
ranked as (
    -- one number instead of (trust, record_id): arg_min on a struct takes several times as long
    select
        *,
        row_number() over (
            order by
                identity_trust, record_id
        ) as rank
    from member
)
select
    entity_id,
    max(("table" = 'dukcapil')::int) as spine,
    max(personal::int) as personal,
    arg_min("table", rank) as "table",
    count(*) as rows,
    coalesce(
        arg_min(nik, rank) filter (nik is not null),
        arg_min(nik_digits, rank)
            filter (nik_digits is not null and nik_status not in ('dummy', 'shared', 'is_kk'))
    ) as nik_cmp,
    -- A NIK that fits its row's birth date, or stands on a row that gives none.
    coalesce(bool_or(
        nik is not null and (birth_date is null or nik_fits(nik, birth_date))
    ), false) as nik_ok,
    -- The birth date inside the NIK, where the row gives another or none.
    strftime(nik_birth(arg_min(nik, rank), $latest), '%Y%m%d') as nik_birth,
    -- The birth date that a NIK and its row agree on: two different ones are two people.
    strftime(arg_min(birth_date, rank) filter (nik_fits(nik, birth_date)), '%Y%m%d') as sound_birth,
    arg_min(name_std, rank) as name_std, -- as written, titles and variants aside
    arg_min(name_folded, rank) as name_folded,
    arg_min(name_sorted, rank) as name_sorted,
    arg_min(name_joined, rank) as name_joined,
    string_split(arg_min(name_sorted, rank), ' ') as tokens,
    split_part(arg_min(name_folded, rank), ' ', 1) as name_first,
    coalesce(
        arg_min(sex, rank) filter (sex is not null),
        nik_sex(arg_min(nik, rank))
    ) as sex,
    strftime(arg_min(birth_date, rank) filter (birth_date is not null), '%Y%m%d')
        as birth,
    arg_min(birth_year, rank) filter (birth_year is not null) as birth_year,
    coalesce(
        arg_min(birth_default, rank) filter (birth_date is not null), false
    ) as birth_default,
    arg_min(mother, rank) filter (mother is not null) as mother,
    -- Lists that name each person once.
    coalesce(list_sort(list_distinct(
        list("table" || '|' || file) filter (names_once)
    )), []) as lists,
    coalesce(list_sort(list_distinct(list(kk) filter (kk is not null))), []) as kks,
    min(village_code) as village,
    min(village_code || '|' || rt) as rt_key,
    min(village_code || '|' || street) as street_key,
    min(village_code || '|' || street || '|' || house_no) as house_key,
    -- Places as numbers: many pairs ask only whether two entities share one.
    coalesce(list_sort(list_distinct(
        list(hash(village_code)) filter (village_code is not null)
    )), []) as villages,
    coalesce(list_sort(list_distinct(flatten(list(rt_keys) filter (rt_keys is not null)))), [])
        as rts,
    coalesce(list_sort(list_distinct(
        list(hash(village_code, rw)) filter (village_code is not null and rw is not null)
    )), []) as rws,
    coalesce(list_sort(list_distinct(
        list(hash(village_code, street)) filter (village_code is not null and street is not null)
    )), []) as streets,
    arg_min(street, rank) filter (street is not null) as street,
    coalesce(list_sort(list_distinct(list(house_no) filter (house_no is not null))), [])
        as house_nos
from ranked
group by entity_id

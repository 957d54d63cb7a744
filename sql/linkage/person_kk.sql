-- Today's KK of each person, with the source it comes from. Dukcapil's KK stands unless this
-- period's village list shows another one with a later plausible recording date inside its number
-- (not after the period's last day). A list KK within one typing slip of
-- Dukcapil's is a slip, not another family. Of several lists of a village and period only the
-- newest that gives the person a KK speaks: it corrects the older ones (the order of lists is that
-- of out.village_list).
with row_kk as (
    select
        rp.person_id, p."table", p.kk, p.record_id,
        kk_recorded(p.kk, $latest) as recorded
    from link.record_person rp
    join core.person p using (record_id)
    where p.kk is not null
),
listing as (
    select
        p.person_id, p.record_id, r.period, r.file, r.village_code, r.list_date,
        coalesce(said.agrees, r.list_replaces, false) as replaces
    from row_kk p
    join core.record r using (record_id)
    left join linkage.replacing_list said on said.subject_id = r.file
    where p."table" = 'usulan_desa'
),
outdated as (
    select record_id
    from listing
    qualify rank() over (
        partition by person_id, period, coalesce(village_code, file)
        order by
            replaces and list_date is null desc,
            list_date desc nulls last,
            replaces desc,
            file desc
    ) > 1
),
civil as (
    select person_id, arg_max(kk, (coalesce(recorded, date '1900-01-01'), record_id)) as kk,
        max(recorded) as recorded
    from row_kk where "table" = 'dukcapil' group by person_id
),
listed as (
    select person_id, arg_max(kk, (coalesce(recorded, date '1900-01-01'), record_id)) as kk,
        max(recorded) as recorded
    from row_kk anti join outdated using (record_id)
    where "table" = 'usulan_desa' group by person_id
),
registered as (
    select
        person_id,
        arg_min(kk, (identity_trust, record_id)) as kk
    from row_kk join core.source_table using ("table")
    where "table" not in ('dukcapil', 'usulan_desa') group by person_id
)
select
    person_id,
    civil.kk as civil_kk,
    listed.kk as listed_kk,
    registered.kk as registered_kk,
    coalesce(
        civil.kk is not null and listed.kk <> civil.kk
        and listed.recorded > coalesce(civil.recorded, date '1900-01-01')
        and not (hamming(listed.kk, civil.kk) <= 2
                 and damerau_levenshtein(listed.kk, civil.kk) <= 1),
        false
    ) as listed_is_newer
from (select distinct person_id from link.record_person) people
left join civil using (person_id)
left join listed using (person_id)
left join registered using (person_id)

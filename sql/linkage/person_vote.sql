-- What ties this period's clusters to last month's persons, and how firmly. Firm ties first: the same row, the same
-- register number, the same NIK under a similar name, the same name and birth date in the same village.
-- What these leave open on both sides, weaker ties settle: the same KK, letter or membership number,
-- or relatives who are tied, under a similar name; or a name that nobody else has in the village. Where
-- NIK, birth date or sex speak against it, a weak tie is none: a neighbour's id is worse than a new
-- one.
with now as (
    select c.cluster_id as cluster, p.* from linkage.placed c join core.person p using (record_id)
),
before as (
    select rp.person_id as old_id, p.*
    from linkage.previous_record_person rp join linkage.previous_person p using (record_id)
),
firm as (
    select cluster, old_id, 3.0 * count(*) as weight
    from now join before using (record_id) group by all
    union all
    select now.cluster, before.old_id, 2.0 * count(distinct now.record_id)
    from now join before on now."table" = before."table" and now.register_id = before.register_id
    where now."table" = 'dtks_art' group by all
    union all
    select
        n.cluster,
        b.old_id,
        max(case when n.name_sorted = b.name_sorted then 2.0 else 1.5 end)
    from (select distinct cluster, nik, name_sorted, name_joined, birth_date from now) n
    join (select distinct old_id, nik, name_sorted, name_joined, birth_date from before) b
        using (nik)
    where n.name_sorted = b.name_sorted
        or n.birth_date = b.birth_date
        or jaro_winkler_similarity(n.name_joined, b.name_joined) >= $name_alike
    group by all
    union all
    select cluster, old_id, 1.0
    from (select distinct cluster, name_sorted, birth_date, village_code from now) n
    join (select distinct old_id, name_sorted, birth_date, village_code from before) b
        using (name_sorted, birth_date, village_code)
    group by all
),
open_now as (
    select
        cluster,
        coalesce(list_distinct(list(nik) filter (nik is not null)), []) as niks,
        coalesce(list_distinct(list(birth_date) filter (birth_date is not null)), []) as births,
        coalesce(list_distinct(list(sex) filter (sex is not null)), []) as sexes
    from now
    where cluster not in (select cluster from firm)
    group by cluster
),
open_before as (
    select
        old_id,
        coalesce(list_distinct(list(nik) filter (nik is not null)), []) as niks,
        coalesce(list_distinct(list(birth_date) filter (birth_date is not null)), []) as births,
        coalesce(list_distinct(list(sex) filter (sex is not null)), []) as sexes
    from before
    where old_id not in (select old_id from firm)
    group by old_id
),
now_row as (select * from now semi join open_now using (cluster) where name_joined is not null),
before_row as (
    select * from before semi join open_before using (old_id) where name_joined is not null
),
-- people listed as one family with an open cluster (or person), who are firmly tied
now_kin as (
    select distinct own.cluster, own.name_joined, own.name_sorted, firm.old_id as kin_id
    from now_row own
    join now relative on relative.family_key = own.family_key and relative.cluster <> own.cluster
    join firm on firm.cluster = relative.cluster
),
before_kin as (
    select distinct own.old_id, own.name_joined, own.name_sorted, relative.old_id as kin_id
    from before_row own
    join before relative on relative.family_key = own.family_key and relative.old_id <> own.old_id
),
tied as (
    select n.cluster, b.old_id, n.name_joined, n.name_sorted, b.name_joined as old_joined,
        b.name_sorted as old_sorted
    from now_row n join before_row b using (kk)
    union
    select n.cluster, b.old_id, n.name_joined, n.name_sorted, b.name_joined, b.name_sorted
    from now_row n join before_row b using ("table", register_id)
    union
    select n.cluster, b.old_id, n.name_joined, n.name_sorted, b.name_joined, b.name_sorted
    from now_kin n join before_kin b using (kin_id)
),
alike as (
    select
        cluster,
        old_id,
        max(jaro_winkler_similarity(name_joined, old_joined)) as similarity,
        bool_or(
            list_has_all(string_split(name_sorted, ' '), string_split(old_sorted, ' '))
            or list_has_all(string_split(old_sorted, ' '), string_split(name_sorted, ' '))
        ) as within
    from tied
    group by all
),
alone_now as (
    select village_code, name_sorted, min(cluster) as cluster
    from now where village_code is not null group by all having count(distinct cluster) = 1
),
alone_before as (
    select village_code, name_sorted, min(old_id) as old_id
    from before where village_code is not null group by all having count(distinct old_id) = 1
),
weak as (
    select cluster, old_id, 0.5 * similarity as weight
    from alike where similarity >= $tied_name_alike or within
    union all
    select n.cluster, b.old_id, 0.25
    from alone_now n join alone_before b using (village_code, name_sorted)
    semi join open_now using (cluster)
),
tie as (
    select * from firm
    union all
    select w.cluster, w.old_id, w.weight
    from weak w
    join open_now n using (cluster)
    join open_before b using (old_id)
    where not (
            len(n.niks) > 0 and len(b.niks) > 0 and not list_has_any(n.niks, b.niks)
            and not list_has_any(n.births, b.births)
        )
        and not (len(n.births) > 0 and len(b.births) > 0 and not list_has_any(n.births, b.births))
        and not (len(n.sexes) > 0 and len(b.sexes) > 0 and not list_has_any(n.sexes, b.sexes))
)
select cluster, old_id, sum(weight) as weight
from tie
group by all

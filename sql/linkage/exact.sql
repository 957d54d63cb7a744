-- Exact pass: rows with the same plausible NIK are one person when a second fact backs it.
-- One anchor row a NIK (a Dukcapil row if there is one, else the name most rows give); every other
-- row joins it when its name or birth date agrees. A row that carries a relative's NIK fails both
-- and is left to the probabilistic pass. So are, of rows of one list that names each person once,
-- all but those whose name is nearest the anchor's: a twin may stand there with her sister's NIK. A
-- wife listed under her husband's name and NIK is known by sex and birth date. Of two rows whom people
-- called different the one that is not the anchor leaves.
with named as (
    select
        record_id, "table", nik, kk, village_code, sex, birth_date, birth_year,
        name_folded, name_sorted, name_joined,
        string_split(name_sorted, ' ') as tokens,
        count(*) over (partition by nik, name_sorted) as same_name
    from core.person
    where nik is not null and name_joined is not null
),
ranked as (
    select
        *,
        row_number() over (
            partition by nik
            order by ("table" = 'dukcapil') desc, same_name desc, birth_date nulls last, record_id
        ) as place
    from named
),
anchor as (select * from ranked where place = 1),
pair as (
    select
        r.record_id,
        nik,
        r."table",
        a.record_id as anchor_id,
        r.place,
        greatest(
            jaro_winkler_similarity(r.name_folded, a.name_folded),
            jaro_winkler_similarity(r.name_sorted, a.name_sorted),
            jaro_winkler_similarity(r.name_joined, a.name_joined)
        ) as name_similarity,
        list_has_all(r.tokens, a.tokens) or list_has_all(a.tokens, r.tokens) as name_within,
        r.birth_date is null or a.birth_date is null as date_missing,
        coalesce(r.kk <> a.kk and r.village_code <> a.village_code, false) as elsewhere,
        -- one slip: where it makes a letter of another place in the name, Jaro-Winkler sees two.
        -- ALI and ANI differ by one too, and may be husband and wife.
        case
            when r.name_joined = a.name_joined then true
            when abs(length(r.name_joined) - length(a.name_joined)) > 1 then false
            when least(length(r.name_joined), length(a.name_joined)) < 6
                and (date_missing or not coalesce(r.sex = a.sex, false)) then false
            else damerau_levenshtein(r.name_joined, a.name_joined) <= 1
        end as name_slip,
        r.name_sorted = a.name_sorted and len(a.tokens) >= 2
            and coalesce(r.sex = a.sex, true) as name_equal,
        r.birth_date = a.birth_date as date_equal,
        abs(r.birth_year - a.birth_year) <= 1
            or hamming(strftime(r.birth_date, '%Y%m%d'), strftime(a.birth_date, '%Y%m%d')) <= 2
            or (strftime(r.birth_date, '%m%d') = strftime(a.birth_date, '%m%d')
                and abs(r.birth_year - a.birth_year) <= 10)
            as date_near
    from ranked r join anchor a using (nik)
),
-- NIKs that one kind of list shows under several names
shared as (
    select nik from named join core.source_table using ("table") where names_once
    group by nik having count(*) > 1 and min(name_sorted) <> max(name_sorted)
),
sister as (
    select p.record_id
    from pair p
    join shared using (nik)
    join core.record r using (record_id)
    join core.source_table t on t."table" = p."table"
    where t.names_once
    qualify p.name_similarity < max(p.name_similarity) over (partition by nik, p."table", r.file)
),
agreeing as (
    select
        record_id,
        anchor_id,
        name_similarity,
        coalesce(date_equal, false) as date_equal
    from pair
    where place = 1
        or (record_id not in (select record_id from sister) and (
            -- A slip in a NIK can make one of it that a stranger of that birth date has.
            (date_equal and (
                name_similarity >= if(elsewhere, $name_alike, $dated_name_alike)
                or name_within or name_slip
            ))
            or (date_missing and (name_similarity >= $name_alike or name_within or name_slip))
            -- Another date asks for nearly the same name: a slip in a NIK can make a neighbour's
            -- of it.
            or (date_near and (name_similarity >= $name_nearly or name_slip))
            or name_equal
        ))
)
select * from agreeing
where record_id not in (
    select if(l.record_id = l.anchor_id, r.record_id, l.record_id)
    from linkage.decided_pair d
    join agreeing l on l.record_id = d.record_l
    join agreeing r on r.record_id = d.record_r
    where not d.same and l.anchor_id = r.anchor_id
)

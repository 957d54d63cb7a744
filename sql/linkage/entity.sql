-- One row per entity: the rows the exact pass made one person, else a row on its own.
-- `spine` entities hold a Dukcapil row; Dukcapil lists each person once, so two of them are never
-- the same person. Lists keep every value the entity's rows show, so an old KK or an old address
-- still counts as evidence.
--
-- An RT lies in an RW. Where RT numbers start again in each RW, RT 2 of RW 1 is not RT 2 of RW 3;
-- where a village counts its RTs through, the RW adds nothing. Which it is, the rows tell: numbers
-- start again where several RWs have an RT 1. An RW counts as one of an RT's where it is given a
-- tenth as often as the commonest, or more; one that is missing, or given more rarely, is unknown:
-- then the RT alone decides.
WITH rt_rw AS (
    SELECT
        village_code, rt, rw,
        count(*) >= $usual_rw * max(count(*)) OVER (PARTITION BY village_code, rt) AS counts
    FROM core.person
    WHERE village_code IS NOT NULL AND rt IS NOT NULL AND rw IS NOT NULL
    GROUP BY village_code, rt, rw
),
again AS (
    SELECT village_code FROM rt_rw
    WHERE counts AND rt = '1' GROUP BY village_code HAVING count(*) > 1
),
rt_rws AS (
    SELECT village_code, rt, list(rw) AS rws, list(hash(village_code, rt, rw)) AS keys
    FROM rt_rw SEMI JOIN again USING (village_code)
    WHERE counts GROUP BY village_code, rt
),
member AS (
    SELECT
        p.*, r.file, t.personal, t.names_once, t.identity_trust,
        coalesce(x.anchor_id, p.record_id) AS entity_id,
        CASE
            WHEN p.village_code IS NULL OR p.rt IS NULL THEN NULL
            WHEN n.keys IS NULL THEN [hash(p.village_code, p.rt)]
            WHEN list_contains(n.rws, p.rw) THEN [hash(p.village_code, p.rt, p.rw)]
            ELSE n.keys
        END AS rt_keys
    FROM core.person p
    JOIN core.record r USING (record_id)
    JOIN core.source_table t ON t."table" = p."table"
    LEFT JOIN linkage.exact x USING (record_id)
    LEFT JOIN rt_rws n ON n.village_code = p.village_code AND n.rt = p.rt
),
ranked AS (
    -- one number instead of (trust, record_id): arg_min on a struct takes several times as long
    SELECT
        *,
        row_number() OVER (
            ORDER BY
                identity_trust, record_id
        ) AS rank
    FROM member
)
SELECT
    entity_id,
    max(("table" = 'dukcapil')::INT) AS spine,
    max(personal::INT) AS personal,
    arg_min("table", rank) AS "table",
    count(*) AS rows,
    coalesce(
        arg_min(nik, rank) FILTER (nik IS NOT NULL),
        arg_min(nik_digits, rank)
            FILTER (nik_digits IS NOT NULL AND nik_status NOT IN ('dummy', 'shared', 'is_kk'))
    ) AS nik_cmp,
    -- A NIK that fits its row's birth date, or stands on a row that gives none.
    coalesce(bool_or(
        nik IS NOT NULL AND (birth_date IS NULL OR nik_fits(nik, birth_date))
    ), FALSE) AS nik_ok,
    -- The birth date inside the NIK, where the row gives another or none.
    strftime(nik_birth(arg_min(nik, rank), $latest), '%Y%m%d') AS nik_birth,
    -- The birth date that a NIK and its row agree on: two different ones are two people.
    strftime(arg_min(birth_date, rank) FILTER (nik_fits(nik, birth_date)), '%Y%m%d') AS sound_birth,
    arg_min(name_std, rank) AS name_std, -- as written, titles and variants aside
    arg_min(name_folded, rank) AS name_folded,
    arg_min(name_sorted, rank) AS name_sorted,
    arg_min(name_joined, rank) AS name_joined,
    string_split(arg_min(name_sorted, rank), ' ') AS tokens,
    split_part(arg_min(name_folded, rank), ' ', 1) AS name_first,
    coalesce(
        arg_min(sex, rank) FILTER (sex IS NOT NULL),
        nik_sex(arg_min(nik, rank))
    ) AS sex,
    strftime(arg_min(birth_date, rank) FILTER (birth_date IS NOT NULL), '%Y%m%d')
        AS birth,
    arg_min(birth_year, rank) FILTER (birth_year IS NOT NULL) AS birth_year,
    coalesce(
        arg_min(birth_default, rank) FILTER (birth_date IS NOT NULL), FALSE
    ) AS birth_default,
    arg_min(mother, rank) FILTER (mother IS NOT NULL) AS mother,
    -- Lists that name each person once.
    coalesce(list_sort(list_distinct(
        list("table" || '|' || file) FILTER (names_once)
    )), []) AS lists,
    coalesce(list_sort(list_distinct(list(kk) FILTER (kk IS NOT NULL))), []) AS kks,
    min(village_code) AS village,
    min(village_code || '|' || rt) AS rt_key,
    min(village_code || '|' || street) AS street_key,
    min(village_code || '|' || street || '|' || house_no) AS house_key,
    -- Places as numbers: many pairs ask only whether two entities share one.
    coalesce(list_sort(list_distinct(
        list(hash(village_code)) FILTER (village_code IS NOT NULL)
    )), []) AS villages,
    coalesce(list_sort(list_distinct(flatten(list(rt_keys) FILTER (rt_keys IS NOT NULL)))), [])
        AS rts,
    coalesce(list_sort(list_distinct(
        list(hash(village_code, rw)) FILTER (village_code IS NOT NULL AND rw IS NOT NULL)
    )), []) AS rws,
    coalesce(list_sort(list_distinct(
        list(hash(village_code, street)) FILTER (village_code IS NOT NULL AND street IS NOT NULL)
    )), []) AS streets,
    arg_min(street, rank) FILTER (street IS NOT NULL) AS street,
    coalesce(list_sort(list_distinct(list(house_no) FILTER (house_no IS NOT NULL))), [])
        AS house_nos
FROM ranked
GROUP BY entity_id

-- Entities with the keys that blocking needs. A family's KKs count for each of its members: if one
-- sister's old KK is known from another register, it speaks for her twin as much as for her. Splink
-- puts the smaller `node_id` of a pair on the left. Opened entities sort before the rest, and those
-- before Dukcapil's people, so that blocking rules need to look at the left side only. A KK that
-- too many show is a dummy and nobody's.
WITH every_kk AS (
    SELECT entity_id, spine, unnest(kks) AS kk FROM linkage.entity
),
shown_kk AS (
    SELECT * FROM every_kk
    WHERE kk NOT IN (SELECT kk FROM every_kk GROUP BY kk HAVING count(*) > $kk_limit)
),
rare AS (
    SELECT name_sorted AS rare_name FROM linkage.entity
    WHERE name_sorted IS NOT NULL
    GROUP BY name_sorted HAVING count(*) <= $rare_name
),
own AS (
    SELECT entity_id, list_sort(list(kk)) AS kks FROM shown_kk GROUP BY entity_id
),
family AS (
    SELECT entity_id, kk AS family_kk FROM shown_kk WHERE spine = 1
),
shown AS (
    SELECT f.family_kk, list_distinct(flatten(list(o.kks))) AS kks
    FROM family f JOIN own o USING (entity_id)
    GROUP BY f.family_kk
),
widened AS (
    SELECT f.entity_id, list_sort(list_distinct(flatten(list(s.kks)))) AS kks
    FROM family f JOIN shown s USING (family_kk)
    GROUP BY f.entity_id
)
SELECT
    CASE spine WHEN 1 THEN '2' ELSE '1' END || e.entity_id AS node_id,
    e.* EXCLUDE (kks),
    coalesce(w.kks, own.kks, []) AS kks,
    nik_front(nik_cmp) AS nik_front,
    nik_back(nik_cmp) AS nik_back,
    nik_date(nik_cmp) AS nik_date,
    nik_sex(nik_cmp) AS nik_sex,
    coalesce(right(nik_date(nik_cmp), 4) = substr(birth, 5, 2) || substr(birth, 3, 2), FALSE)
        AS birth_in_nik, -- month and year of it
    substr(name_joined, 1, 4) AS name_start,
    split_part(name_folded, ' ', -1) AS name_last,
    substr(village, 1, 8) AS district,
    rt_key || '|' || house_nos[1] AS rt_house_key,
    rare_name,
    0 AS opened
FROM linkage.entity e
LEFT JOIN widened w USING (entity_id)
LEFT JOIN own USING (entity_id)
LEFT JOIN rare ON rare_name = name_sorted

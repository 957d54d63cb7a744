-- Today's household, state and village of each person.
WITH grouped AS (
    SELECT k.person_id, i.id AS household_id, k.kk, k.kk_basis
    FROM linkage.today_kk k JOIN linkage.identity i ON i.cluster = k.group_key
),
death AS (
    SELECT
        rp.person_id,
        bool_or(p."table" = 'kematian') AS in_kematian,
        bool_or(p."table" = 'dukcapil') AS in_dukcapil
    FROM link.record_person rp JOIN core.person p USING (record_id)
    WHERE p.dead OR p."table" = 'kematian'
    GROUP BY rp.person_id
),
place AS (
    SELECT
        rp.person_id,
        arg_min(p.village_code, (
            CASE
                WHEN p."table" = 'usulan_desa' AND g.kk_basis = 'usulan-desa' THEN 0
                ELSE t.place_trust
            END,
            p.record_id
        )) AS village_code
    FROM link.record_person rp
    JOIN core.person p USING (record_id)
    JOIN core.source_table t ON t."table" = p."table"
    JOIN grouped g USING (person_id)
    WHERE p.village_code IS NOT NULL
    GROUP BY rp.person_id
)
SELECT
    g.person_id,
    g.household_id,
    g.kk,
    g.kk_basis,
    coalesce(d.in_kematian OR d.in_dukcapil, FALSE) AS dead,
    CASE
        WHEN d.in_kematian AND d.in_dukcapil THEN 'both'
        WHEN d.in_kematian THEN 'kematian'
        WHEN d.in_dukcapil THEN 'dukcapil'
    END AS death_basis,
    place.village_code
FROM grouped g
LEFT JOIN death d USING (person_id)
LEFT JOIN place USING (person_id)

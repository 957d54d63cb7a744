-- Today's KK of each person and what it rests on, and the household that makes them one of. People
-- lag behind their KK: a list may show last year's, or none, or one with a slip of the pen. So a
-- person whom Dukcapil does not know, and whose listed KK nobody holds today, joins the KK of those
-- listed as one family with them.
WITH sure AS (
    SELECT
        person_id, listed_kk, registered_kk,
        coalesce(listed_kk, registered_kk) AS own,
        if(listed_is_newer, listed_kk, civil_kk) AS kk,
        CASE WHEN listed_is_newer THEN 'usulan-desa' WHEN civil_kk IS NOT NULL THEN 'dukcapil' END
            AS kk_basis
    FROM linkage.person_kk
),
known AS (SELECT person_id, kk FROM sure WHERE kk IS NOT NULL),
listed AS (
    SELECT DISTINCT rp.person_id, p.family_key, p.source
    FROM core.person p JOIN link.record_person rp USING (record_id)
    WHERE p.family_key IS NOT NULL
),
-- what most relatives in the same listed family have; ties go to the smaller number
counted AS (
    SELECT family_key, kk, count(*) AS relatives
    FROM listed JOIN known USING (person_id)
    GROUP BY ALL
),
family_kk AS (
    SELECT family_key, kk AS relative_kk FROM counted
    QUALIFY row_number() OVER (PARTITION BY family_key ORDER BY relatives DESC, kk) = 1
),
own_family AS (
    SELECT person_id, family_key, relative_kk
    FROM listed LEFT JOIN family_kk USING (family_key)
    QUALIFY row_number() OVER (
        PARTITION BY person_id
        ORDER BY source <> 'usulan-desa', relative_kk IS NULL, family_key
    ) = 1
),
-- a KK that nobody holds today is outdated or mistyped: the family listed with it knows better
asked AS (
    SELECT
        s.*, f.family_key, f.relative_kk,
        s.own IS NULL OR held.kk IS NULL AS adopts
    FROM sure s
    LEFT JOIN own_family f USING (person_id)
    LEFT JOIN (SELECT DISTINCT kk FROM known) held ON held.kk = s.own
),
settled AS (
    SELECT
        person_id,
        family_key,
        CASE
            WHEN kk IS NOT NULL THEN kk_basis
            WHEN adopts AND relative_kk IS NOT NULL THEN 'list'
            WHEN listed_kk IS NOT NULL THEN 'usulan-desa'
            WHEN registered_kk IS NOT NULL THEN 'register'
            ELSE 'alone'
        END AS kk_basis,
        coalesce(kk, if(adopts, relative_kk, NULL), own) AS kk
    FROM asked
)
SELECT
    person_id,
    kk,
    kk_basis,
    coalesce(
        kk,
        if(starts_with(family_key, 'seq:'), family_key, NULL),
        'person:' || person_id
    ) AS group_key
FROM settled

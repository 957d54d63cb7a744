-- out.household_golden: best values of every household, each with the record it came from.
-- The head is the living member called kepala by the best source, else the oldest member; address
-- and village come from the head's best record, else another member's.
WITH member AS (
    SELECT
        person_id,
        household_id,
        nama,
        nama_record,
        kk,
        kk_record,
        dead,
        village_code,
        row_number() OVER (
            PARTITION BY household_id
            ORDER BY
                dead,
                coalesce(shdk = 'kepala', FALSE) DESC,
                in_dukcapil DESC,
                birth_date NULLS LAST,
                person_id
        ) AS seniority
    FROM out.person
),
head AS (
    SELECT * FROM member WHERE seniority = 1
),
placed AS (
    SELECT
        m.household_id,
        p.record_id,
        p.alamat,
        p.rt,
        p.rw,
        p.village_code,
        row_number() OVER (
            PARTITION BY m.household_id
            ORDER BY
                p.alamat IS NULL,
                m.dead,
                CASE p.source
                    WHEN 'dukcapil' THEN 1
                    WHEN 'usulan-desa' THEN 2
                    ELSE CASE WHEN s.registry THEN 3 ELSE 4 END
                END,
                m.seniority,
                p.record_id
        ) AS choice
    FROM member AS m
    JOIN link.record_person AS rp USING (person_id)
    JOIN core.person AS p USING (record_id)
    JOIN core.source AS s USING (source)
    WHERE NOT s.of_means
),
village AS (
    SELECT household_id, village_code
    FROM member
    WHERE village_code IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY household_id ORDER BY seniority) = 1
),
village_of AS (
    SELECT
        v.household_id,
        any_value(v.village_code) AS village_code,
        min_by(placed.record_id, placed.choice) AS record_id
    FROM village AS v
    LEFT JOIN placed USING (household_id, village_code)
    GROUP BY v.household_id
),
household AS (
    SELECT
        household_id,
        min_by(kk, seniority) AS kk,
        min_by(kk_record, seniority) AS kk_record,
        list(person_id ORDER BY person_id) AS person_ids,
        count(*) AS members,
        count(*) FILTER (NOT dead) AS living
    FROM member
    GROUP BY household_id
),
kk_basis AS (
    SELECT household_id, min(kk_basis) FILTER (kk IS NOT NULL) AS kk_basis
    FROM link.person_household
    GROUP BY household_id
)
SELECT
    h.household_id,
    h.kk,
    h.kk_record,
    kk_basis.kk_basis,
    head.person_id AS head_person_id,
    head.nama AS head_name,
    head.nama_record AS head_record,
    placed.alamat,
    placed.rt,
    placed.rw,
    CASE WHEN placed.alamat IS NOT NULL OR placed.rt IS NOT NULL THEN placed.record_id END
        AS alamat_record,
    village_of.village_code,
    village_of.record_id AS village_record,
    h.person_ids,
    h.members,
    h.living
FROM household AS h
JOIN head USING (household_id)
LEFT JOIN kk_basis USING (household_id)
LEFT JOIN placed ON placed.household_id = h.household_id AND placed.choice = 1
LEFT JOIN village_of ON village_of.household_id = h.household_id

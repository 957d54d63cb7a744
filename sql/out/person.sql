-- out.person: golden values of every person, each with the record it came from.
-- A value is taken from the best source that gives one (dukcapil, then the registries, then the
-- rest); within a source the most frequent spelling, then the smallest record id.
WITH named AS (
    SELECT
        rp.person_id,
        p.record_id,
        CASE p.source WHEN 'dukcapil' THEN 1 WHEN 'dtks' THEN 2 WHEN 'dtsen' THEN 2 ELSE 3 END
            AS source_rank,
        p.nik,
        p.nama,
        p.sex,
        p.birth_date::VARCHAR AS birth_date,
        p.mother,
        p.shdk,
        CASE WHEN p.kk = ph.kk THEN p.kk END AS kk
    FROM core.person AS p
    JOIN link.record_person AS rp USING (record_id)
    JOIN link.person_household AS ph USING (person_id)
),
given AS (
    UNPIVOT named ON nik, nama, sex, birth_date, mother, shdk, kk
    INTO NAME attribute VALUE given_value
),
spelling AS (
    SELECT
        person_id,
        attribute,
        given_value,
        min(source_rank) AS source_rank,
        count(*) AS times,
        min_by(record_id, (source_rank, record_id)) AS record_id
    FROM given
    GROUP BY ALL
),
wide AS (
    PIVOT spelling
    ON attribute IN ('nik', 'nama', 'sex', 'birth_date', 'mother', 'shdk', 'kk')
    USING min_by({'given': given_value, 'record': record_id}, (source_rank, -times, record_id))
    GROUP BY person_id
),
seen AS (
    SELECT
        rp.person_id,
        bool_or(p.source = 'dtks') AS in_dtks,
        bool_or(p.source = 'dtsen') AS in_dtsen,
        bool_or(p.source = 'dukcapil') AS in_dukcapil,
        count(*) AS records
    FROM link.record_person AS rp
    JOIN core.person AS p USING (record_id)
    GROUP BY rp.person_id
)
SELECT
    ph.person_id,
    ph.household_id,
    wide.nik.given AS nik,
    wide.nik.record AS nik_record,
    wide.nama.given AS nama,
    wide.nama.record AS nama_record,
    wide.sex.given AS sex,
    wide.sex.record AS sex_record,
    wide.birth_date.given::DATE AS birth_date,
    wide.birth_date.record AS birth_date_record,
    wide.mother.given AS mother,
    wide.mother.record AS mother_record,
    wide.shdk.given AS shdk,
    wide.shdk.record AS shdk_record,
    ph.kk,
    wide.kk.record AS kk_record,
    ph.village_code,
    ph.dead,
    seen.in_dtks,
    seen.in_dtsen,
    seen.in_dukcapil,
    seen.records
FROM link.person_household AS ph
JOIN seen USING (person_id)
LEFT JOIN wide USING (person_id)

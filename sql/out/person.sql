-- out.person: golden values of every person, each with the record it came from.
-- A value is taken from the best source that gives one (dukcapil, then the registries, then the
-- rest); within a source the most frequent spelling, then the smallest record id.
WITH named AS (
    SELECT
        rp.person_id,
        p.record_id,
        CASE WHEN p.source = 'dukcapil' THEN 1 WHEN s.registry THEN 2 ELSE 3 END AS source_rank,
        p.nik,
        p.nama,
        p.sex,
        p.birth_date::VARCHAR AS birth_date,
        p.mother,
        p.shdk,
        CASE WHEN p.kk = ph.kk THEN p.kk END AS kk
    FROM core.person AS p
    JOIN core.source AS s USING (source)
    JOIN link.record_person AS rp USING (record_id)
    JOIN link.person_household AS ph USING (person_id)
),
-- Most people have one row of dukcapil: what it gives stands, and only the rest is weighed.
spine AS (
    SELECT
        person_id,
        CASE WHEN nik IS NOT NULL THEN {'given': nik, 'record': record_id} END AS nik,
        CASE WHEN nama IS NOT NULL THEN {'given': nama, 'record': record_id} END AS nama,
        CASE WHEN sex IS NOT NULL THEN {'given': sex, 'record': record_id} END AS sex,
        CASE WHEN birth_date IS NOT NULL THEN {'given': birth_date, 'record': record_id} END
            AS birth_date,
        CASE WHEN mother IS NOT NULL THEN {'given': mother, 'record': record_id} END AS mother,
        CASE WHEN shdk IS NOT NULL THEN {'given': shdk, 'record': record_id} END AS shdk,
        CASE WHEN kk IS NOT NULL THEN {'given': kk, 'record': record_id} END AS kk
    FROM named
    WHERE source_rank = 1
    QUALIFY count(*) OVER (PARTITION BY person_id) = 1
),
open AS (
    SELECT
        n.person_id,
        n.record_id,
        n.source_rank,
        CASE WHEN s.nik IS NULL THEN n.nik END AS nik,
        CASE WHEN s.nama IS NULL THEN n.nama END AS nama,
        CASE WHEN s.sex IS NULL THEN n.sex END AS sex,
        CASE WHEN s.birth_date IS NULL THEN n.birth_date END AS birth_date,
        CASE WHEN s.mother IS NULL THEN n.mother END AS mother,
        CASE WHEN s.shdk IS NULL THEN n.shdk END AS shdk,
        CASE WHEN s.kk IS NULL THEN n.kk END AS kk
    FROM named AS n
    LEFT JOIN spine AS s USING (person_id)
),
given AS (
    UNPIVOT open ON nik, nama, sex, birth_date, mother, shdk, kk
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
    coalesce(s.nik, wide.nik).given AS nik,
    coalesce(s.nik, wide.nik).record AS nik_record,
    coalesce(s.nama, wide.nama).given AS nama,
    coalesce(s.nama, wide.nama).record AS nama_record,
    coalesce(s.sex, wide.sex).given AS sex,
    coalesce(s.sex, wide.sex).record AS sex_record,
    coalesce(s.birth_date, wide.birth_date).given::DATE AS birth_date,
    coalesce(s.birth_date, wide.birth_date).record AS birth_date_record,
    coalesce(s.mother, wide.mother).given AS mother,
    coalesce(s.mother, wide.mother).record AS mother_record,
    coalesce(s.shdk, wide.shdk).given AS shdk,
    coalesce(s.shdk, wide.shdk).record AS shdk_record,
    ph.kk,
    coalesce(s.kk, wide.kk).record AS kk_record,
    ph.village_code,
    ph.dead,
    seen.in_dtks,
    seen.in_dtsen,
    seen.in_dukcapil,
    seen.records
FROM link.person_household AS ph
JOIN seen USING (person_id)
LEFT JOIN spine AS s USING (person_id)
LEFT JOIN wide USING (person_id)

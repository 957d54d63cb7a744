-- out.certificate: every accepted SKTM and whether it is valid in the period: issued on or before
-- the period's last day, and valid (as written, else issue date + months for its purpose) on or
-- after the first. DuckDB adds months as the contract asks: the day is kept, clipped to the month's
-- end. A letter without an issue date is not valid; its row carries the problem.
WITH months_of AS (
    SELECT unnest($purposes::VARCHAR[]) AS purpose, unnest($purpose_months::INT[]) AS months
),
letter AS (
    SELECT
        c.record_id,
        rp.person_id,
        ph.household_id,
        rp.probability,
        c.nomor_surat,
        c.tanggal_surat AS issued,
        c.berlaku_sampai,
        (
            SELECT max_by(months, (length(purpose), purpose))
            FROM months_of
            WHERE contains(lower(c.keperluan), lower(purpose))
        ) AS purpose_months,
        ph.death_basis
    FROM core.certificate AS c
    JOIN core.record AS r USING (record_id)
    JOIN link.record_person AS rp USING (record_id)
    JOIN link.person_household AS ph USING (person_id)
    WHERE r.outcome = 'accepted'
),
dated AS (
    SELECT
        *,
        coalesce(
            berlaku_sampai,
            (issued + to_months(coalesce(purpose_months, $validity_months)::INT))::DATE
        ) AS valid_until
    FROM letter
),
death AS (
    SELECT
        rp.person_id,
        min(g.tanggal_meninggal) AS died,
        min_by(rp.record_id, (g.tanggal_meninggal, rp.record_id)) AS record_id,
        min_by(rp.probability, (g.tanggal_meninggal, rp.record_id)) AS probability
    FROM core.register AS g
    JOIN link.record_person AS rp USING (record_id)
    WHERE g."table" = 'kematian' AND g.tanggal_meninggal IS NOT NULL
    GROUP BY rp.person_id
),
undated AS (
    SELECT rp.person_id, min(rp.record_id) AS record_id, max(rp.probability) AS probability
    FROM core.person AS p
    JOIN link.record_person AS rp USING (record_id)
    WHERE (p.source = 'dukcapil' AND p.dead) OR p."table" = 'kematian'
    GROUP BY rp.person_id
)
SELECT
    d.record_id,
    d.person_id,
    d.household_id,
    d.probability,
    d.nomor_surat,
    d.issued,
    d.valid_until,
    CASE
        WHEN d.berlaku_sampai IS NOT NULL THEN 'berlaku_sampai'
        WHEN d.issued IS NULL THEN NULL
        WHEN d.purpose_months IS NOT NULL THEN 'purpose'
        ELSE 'default'
    END AS validity_basis,
    $sktm_in_force
        AND coalesce(d.issued <= $last_day AND d.valid_until >= $first_day, FALSE) AS valid,
    CASE
        WHEN death.died < d.issued THEN 'before'
        WHEN death.died IS NULL AND undated.person_id IS NOT NULL THEN 'undated'
    END AS holder_death,
    CASE
        WHEN death.died < d.issued THEN death.record_id
        WHEN death.died IS NULL THEN undated.record_id
    END AS death_record_id,
    CASE
        WHEN death.died < d.issued THEN death.probability
        WHEN death.died IS NULL THEN undated.probability
    END AS death_probability
FROM dated AS d
LEFT JOIN death USING (person_id)
LEFT JOIN undated USING (person_id)

-- The household of every row: a person's row follows the person; a household row follows the people
-- who carry its number (IDBDT, KK), most of whom decide, ties to the smaller id.
WITH of_person AS (
    SELECT rp.record_id, ph.household_id
    FROM link.record_person rp JOIN link.person_household ph USING (person_id)
),
evidence AS (
    SELECT h.record_id, ph.household_id
    FROM core.household h
    JOIN core.dtks_member m ON m.idbdt = h.idbdt
    JOIN link.record_person rp ON rp.record_id = m.record_id
    JOIN link.person_household ph USING (person_id)
    WHERE h."table" = 'dtks_ruta'
    UNION ALL
    SELECT h.record_id, ph.household_id
    FROM core.household h
    JOIN core.person p ON p.kk = h.kk AND p.source = h.source
    JOIN link.record_person rp ON rp.record_id = p.record_id
    JOIN link.person_household ph USING (person_id)
    WHERE h."table" <> 'dtks_ruta' AND h.kk IS NOT NULL
    UNION ALL
    SELECT h.record_id, ph.household_id
    FROM core.household h
    JOIN link.person_household ph ON ph.kk = h.kk
    WHERE h."table" <> 'dtks_ruta' AND h.kk IS NOT NULL
),
counted AS (
    SELECT record_id, household_id, count(*) AS n FROM evidence GROUP BY ALL
),
of_household AS (
    SELECT record_id, arg_min(household_id, (-n, household_id)) AS household_id
    FROM counted GROUP BY record_id
)
FROM of_person UNION ALL FROM of_household

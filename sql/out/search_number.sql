-- out.search_number: every NIK and KK a family is known by in any row, twice: by its first and by
-- its last eight digits. Rows are stored in this order, so that a search reads only a few of them.
-- Damaged numbers are among them; those typed only to fill the cell name nobody.
WITH known AS (
    SELECT
        unnest([
            {
                'kind': 'nik',
                'number': coalesce(p.nik, CASE WHEN p.nik_status <> 'dummy' THEN p.nik_digits END),
                'person_id': rp.person_id
            },
            {'kind': 'kk', 'number': p.kk, 'person_id': NULL}
        ], recursive := TRUE),
        ph.household_id
    FROM core.person AS p
    JOIN link.record_person AS rp USING (record_id)
    JOIN link.person_household AS ph USING (person_id)
    UNION ALL
    SELECT 'kk', kk, NULL, household_id FROM link.person_household
    UNION ALL
    SELECT 'kk', h.kk, NULL, rh.household_id
    FROM core.household AS h
    JOIN link.record_household AS rh USING (record_id)
),
number AS (
    SELECT DISTINCT k.kind, k.number, k.person_id, k.household_id, s.village_code
    FROM known AS k
    JOIN out.household_status AS s USING (household_id)
    WHERE length(k.number) >= $shortest_number
)

SELECT
    unnest([left(number, 8) || '-', '-' || right(number, 8)]) AS half,
    number, kind, person_id, household_id, village_code
FROM number

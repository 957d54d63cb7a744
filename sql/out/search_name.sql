-- out.search_name: every name a person is known by in any row, under each village that a row gives
-- for them and under their household's. Rows are stored by village, so that a search reads one
-- village.
WITH named AS (
    SELECT DISTINCT rp.person_id, p.name_folded, p.village_code
    FROM core.person AS p
    JOIN link.record_person AS rp USING (record_id)
    WHERE p.name_folded IS NOT NULL
),
placed AS (
    SELECT n.person_id, n.name_folded, ph.household_id, n.village_code AS given, s.village_code
    FROM named AS n
    JOIN link.person_household AS ph USING (person_id)
    JOIN out.household_status AS s USING (household_id)
)

SELECT coalesce(given, village_code, '') AS place_code, name_folded, person_id, household_id,
    village_code
FROM placed
UNION
SELECT coalesce(village_code, ''), name_folded, person_id, household_id, village_code
FROM placed

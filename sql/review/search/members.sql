-- members of a family, the head first, and since when each is in a registry
SELECT
    p.*,
    (
        SELECT since FROM registry_since AS s
        WHERE s.person_id = p.person_id AND s.registry = 'dtks' AND s.present
    ) AS dtks_since,
    (
        SELECT since FROM registry_since AS s
        WHERE s.person_id = p.person_id AND s.registry = 'dtsen' AND s.present
    ) AS dtsen_since
FROM person AS p
JOIN household AS h USING (household_id)
WHERE p.household_id = $household
ORDER BY p.person_id <> h.head_person_id, p.birth_date NULLS LAST, p.person_id

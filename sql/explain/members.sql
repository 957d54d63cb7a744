-- today's members, the head first, then the eldest
SELECT p.*
FROM out.person AS p
JOIN out.household_status AS h USING (household_id)
WHERE p.household_id = $household
ORDER BY p.person_id <> h.head_person_id, p.birth_date NULLS LAST, p.person_id

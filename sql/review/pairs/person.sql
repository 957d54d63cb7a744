-- one person in question
SELECT p.person_id, p.nama, p.household_id, h.village_code
FROM person AS p
JOIN household AS h USING (household_id)
WHERE p.person_id = $person

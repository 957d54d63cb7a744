-- one person, with the family
SELECT p.person_id, p.household_id, p.nama, p.nik, p.birth_date, p.dead
FROM person AS p
WHERE p.person_id = $person

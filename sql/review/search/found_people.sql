-- what the list of finds says of people
SELECT person_id, nama, nik, birth_date, dead
FROM person
WHERE person_id IN (SELECT unnest($people))

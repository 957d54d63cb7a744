-- the family's members, the head first, then the eldest
SELECT
    p.person_id, p.nama, p.nik, p.kk, p.sex, p.birth_date, p.mother, p.shdk, p.dead, p.in_dtks,
    p.in_dtsen, p.in_dukcapil
FROM person AS p
WHERE p.household_id = $household
ORDER BY p.person_id <> $head NULLS LAST, p.birth_date NULLS LAST, p.person_id

-- members of a family, the head first, each with the row that stands for them in a comparison
SELECT p.*, coalesce(p.nama_record, p.nik_record, p.birth_date_record) AS record_id
FROM person AS p
JOIN household AS h USING (household_id)
WHERE p.household_id = $household
ORDER BY p.person_id <> h.head_person_id, p.birth_date NULLS LAST, p.person_id

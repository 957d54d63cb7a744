-- every row about the family; what it says of a person where it names one, else of the family
SELECT
    r.record_id, r.person_id, r.source, r.file, r.sheet, r."row", r.carried_from, r.match_reason,
    r.probability, list_transform(r.problems, lambda p: p.message) AS problems,
    p.nama, p.nik, p.nik_typed, p.kk, p.kk_typed, p.sex, p.birth_date, p.mother, p.shdk, p.alamat,
    p.rt, p.rw, p.dead, p.moved, p.work, v.label AS village_label
FROM record AS r
LEFT JOIN (
    SELECT * FROM person_row WHERE household_id = $household
) AS p USING (record_id)
LEFT JOIN village AS v ON v.village_code = p.village_code
WHERE r.household_id = $household
ORDER BY r.source, r.file, r.sheet, r."row"

-- rows about people of the user's place as they are compared: what each says, where it stands, whose
-- it is taken to be, and its evidence (see sql/link/row_evidence.sql)
SELECT
    p.record_id, p.source, p."table", p.nik, p.nik_typed, p.nik_digits, p.nik_status, p.kk, p.kk_typed,
    p.nama, p.name_folded, p.name_sorted, p.patronym, p.sex, p.birth_date, p.birth_year, p.birth_place,
    p.mother, p.father, p.shdk, p.alamat, p.rt, p.rw, p.village_code, p.work, p.dead,
    r.file, r.sheet, r."row", r.period, r.carried_from,
    rp.person_id, rp.match_reason, rp.probability, rh.household_id, v.label AS village_label,
    published.link.row_evidence(p) AS evidence
FROM published.core.person AS p
JOIN published.core.record AS r USING (record_id)
JOIN published.link.record_person AS rp USING (record_id)
JOIN published.link.record_household AS rh USING (record_id)
JOIN published.out.household_status AS h USING (household_id)
LEFT JOIN published.out.village AS v ON v.village_code = p.village_code
WHERE starts_with(coalesce(h.village_code, ''), getvariable('people'))

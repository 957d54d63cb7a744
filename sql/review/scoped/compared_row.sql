-- rows about people of the user's place as they are compared: what each says, where it stands,
-- whose it is taken to be, and its evidence (see sql/link/row_evidence.sql)
SELECT
    p.record_id, p.source, p.nik, p.nik_digits, p.kk, p.nama, p.name_folded, p.patronym, p.sex,
    p.birth_date, p.birth_year, p.mother, p.shdk, p.alamat, p.rt, p.rw, p.village_code,
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

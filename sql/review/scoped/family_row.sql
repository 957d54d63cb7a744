-- rows about families of the user's place, with what each says of the person it names, if it names one
SELECT
    rh.household_id, r.record_id, rp.person_id, r.source, r.file, r.sheet, r."row", r.carried_from,
    rp.match_reason, rp.probability, coalesce(r.problems, []) AS problems,
    p.nama, p.nik, p.nik_typed, p.kk, p.kk_typed, p.sex, p.birth_date, p.mother, p.shdk, p.alamat,
    p.rt, p.rw, p.village_code, p.dead, p.moved, p.work
FROM published.link.record_household AS rh
JOIN published.out.household_status AS h USING (household_id)
JOIN published.core.record AS r USING (record_id)
LEFT JOIN published.link.record_person AS rp USING (record_id)
LEFT JOIN published.core.person AS p USING (record_id)
WHERE starts_with(coalesce(h.village_code, ''), getvariable('people'))

-- out.family_row: rows about families, for pages about one family. Rows are stored in the order of
-- families, so that reading one family's reads only a few of them.
SELECT
    rh.household_id, rp.person_id, r.source, r.file, r.sheet, r."row", r.record_id, r.carried_from,
    rp.match_reason, rp.probability,
    list_transform(coalesce(r.problems, []), LAMBDA p: p.message) AS problems,
    p.nama, p.nik, p.nik_typed, p.kk, p.kk_typed, p.sex, p.birth_date, p.mother, p.shdk, p.alamat,
    p.rt, p.rw, p.village_code, p.dead, p.moved, p.work
FROM link.record_household AS rh
JOIN core.record AS r USING (record_id)
LEFT JOIN link.record_person AS rp USING (record_id)
LEFT JOIN core.person AS p USING (record_id)

-- every row that names a member or the household itself, with how surely it belongs
SELECT
    r.record_id, r.source, r.file, r.sheet, r.row, r.carried_from,
    rp.person_id, rp.match_reason, rp.probability,
    list_transform(r.problems, LAMBDA p: p.message) AS problems
FROM link.record_household AS rh
JOIN core.record AS r USING (record_id)
LEFT JOIN link.record_person AS rp USING (record_id)
WHERE rh.household_id = $household
ORDER BY rp.person_id NULLS FIRST, r.source, r.file, r.sheet, r.row

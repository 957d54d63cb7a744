-- rows about families of the user's place; rows about nobody known, by the place the row gives
SELECT
    r.record_id, r.source, r."table", r.file, r.sheet, r."row", r.period, r.carried_from, r.role,
    r.outcome, coalesce(r.problems, []) AS problems, r.village_code, r.list_date,
    rp.person_id, rp.match_reason, rp.probability, rh.household_id
FROM published.core.record AS r
LEFT JOIN published.link.record_household AS rh USING (record_id)
LEFT JOIN published.link.record_person AS rp USING (record_id)
LEFT JOIN published.out.household_status AS h USING (household_id)
WHERE starts_with(coalesce(h.village_code, r.village_code, ''), getvariable('people'))

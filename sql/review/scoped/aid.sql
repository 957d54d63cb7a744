-- programmes that people of the user's place receive, by each row that says so
SELECT a.record_id, a.program, a.periode, a.nominal, rp.person_id, rh.household_id
FROM published.core.register AS a
JOIN published.link.record_person AS rp USING (record_id)
JOIN published.link.record_household AS rh USING (record_id)
JOIN published.out.household_status AS h USING (household_id)
WHERE a."table" = 'bansos' AND starts_with(coalesce(h.village_code, ''), getvariable('people'))

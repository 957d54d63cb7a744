-- SKTM of families of the user's place
SELECT c.*
FROM published.out.certificate AS c
JOIN published.out.household_status AS h USING (household_id)
WHERE starts_with(coalesce(h.village_code, ''), getvariable('people'))

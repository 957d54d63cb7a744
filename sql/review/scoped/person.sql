-- people of families of the user's place
SELECT p.*
FROM published.out.person AS p
JOIN published.out.household_status AS h USING (household_id)
WHERE starts_with(coalesce(h.village_code, ''), getvariable('people'))

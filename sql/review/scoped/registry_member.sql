-- registry rows of families of the user's place
SELECT m.*
FROM published.out.registry_member AS m
JOIN published.out.household_status AS h USING (household_id)
WHERE starts_with(coalesce(h.village_code, ''), getvariable('people'))

-- how families of the user's place stand in each registry
SELECT s.*
FROM published.out.standing AS s
JOIN published.out.household_status AS h USING (household_id)
WHERE starts_with(coalesce(h.village_code, ''), getvariable('people'))

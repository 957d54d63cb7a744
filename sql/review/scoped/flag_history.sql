-- every finding ever made about a family of the user's place
SELECT f.*
FROM published.out.flag_history AS f
JOIN published.out.household_status AS h USING (household_id)
WHERE starts_with(coalesce(h.village_code, ''), getvariable('people'))

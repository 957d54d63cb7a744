-- rows about families of the user's place, with what each says of the person it names, if it names
-- one
SELECT r.*
FROM published.out.family_row AS r
JOIN published.out.household_status AS h USING (household_id)
WHERE starts_with(coalesce(h.village_code, ''), getvariable('people'))

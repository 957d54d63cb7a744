-- what each row says of a person (typed and comparison forms), for families of the user's place
SELECT p.*, rh.household_id
FROM published.core.person AS p
JOIN published.link.record_household AS rh USING (record_id)
JOIN published.out.household_status AS h USING (household_id)
WHERE starts_with(coalesce(h.village_code, ''), getvariable('people'))

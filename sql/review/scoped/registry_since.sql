-- since when people of the user's place are in a registry
SELECT s.*
FROM published.out.registry_since AS s
JOIN published.link.person_household AS ph USING (person_id)
JOIN published.out.household_status AS h USING (household_id)
WHERE starts_with(coalesce(h.village_code, ''), getvariable('people'))

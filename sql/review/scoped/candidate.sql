-- pairs of rows that may be one person, where both people live in the user's place
SELECT c.*
FROM published.link.candidate AS c
JOIN published.link.person_household AS pl ON pl.person_id = c.person_id_l
JOIN published.link.person_household AS pr ON pr.person_id = c.person_id_r
JOIN published.out.household_status AS hl ON hl.household_id = pl.household_id
JOIN published.out.household_status AS hr ON hr.household_id = pr.household_id
WHERE starts_with(coalesce(hl.village_code, ''), getvariable('people'))
    AND starts_with(coalesce(hr.village_code, ''), getvariable('people'))

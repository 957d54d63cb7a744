-- pairs of rows that linkage compared, with the levels they reached, where the people of both live
-- in the user's place
SELECT l.record_id AS record_id_l, r.record_id AS record_id_r, c.*
FROM published.link.compared AS c
JOIN published.link.record_person AS l ON l.entity_id = c.entity_id_l
JOIN published.link.record_person AS r ON r.entity_id = c.entity_id_r
JOIN published.link.person_household AS pl ON pl.person_id = l.person_id
JOIN published.link.person_household AS pr ON pr.person_id = r.person_id
JOIN published.out.household_status AS hl ON hl.household_id = pl.household_id
JOIN published.out.household_status AS hr ON hr.household_id = pr.household_id
WHERE starts_with(coalesce(hl.village_code, ''), getvariable('people'))
    AND starts_with(coalesce(hr.village_code, ''), getvariable('people'))

-- pairs drawn for a blind second opinion, where both families are of the user's place
SELECT e.*
FROM published.link.evaluation_pair AS e
JOIN published.link.record_household AS l ON l.record_id = e.record_id_l
JOIN published.link.record_household AS r ON r.record_id = e.record_id_r
JOIN published.out.household_status AS hl ON hl.household_id = l.household_id
JOIN published.out.household_status AS hr ON hr.household_id = r.household_id
WHERE starts_with(coalesce(hl.village_code, ''), getvariable('people'))
    AND starts_with(coalesce(hr.village_code, ''), getvariable('people'))

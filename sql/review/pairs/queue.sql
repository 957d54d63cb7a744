-- people who may be someone else too: how many candidates wait, and whether a finding hangs on it
SELECT
    q.subject_id AS person_id,
    s.nama, s.birth_date, s.nik, s.household_id, v.label AS village_label, v.district_name,
    count(*) AS candidates,
    bool_or(f.household_id IS NOT NULL) AS decides_finding,
    list(DISTINCT o.nama ORDER BY o.nama) AS others
FROM pair_question AS q
JOIN person AS s ON s.person_id = q.subject_id
JOIN person AS o ON o.person_id = q.other_id
JOIN household AS h ON h.household_id = s.household_id
LEFT JOIN village AS v ON v.village_code = h.village_code
LEFT JOIN (
    SELECT DISTINCT household_id FROM flag WHERE needs_review AND state <> 'resolved'
) AS f ON f.household_id = s.household_id
WHERE q.standing = $standing
    AND starts_with(coalesce(h.village_code, ''), $place)
GROUP BY ALL
ORDER BY decides_finding DESC, v.district_name, v.label, s.nama, q.subject_id

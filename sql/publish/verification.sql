-- What a village is asked to verify: one row per flag that still stands, with the household as
-- it is known today and the people concerned (in name order, so that the list is stable).
WITH people AS (
    SELECT
        f.flag_id,
        list({'nama': p.nama, 'nik': p.nik} ORDER BY p.nama NULLS LAST, p.person_id) AS people
    FROM out.flag AS f, unnest(f.person_ids) AS u (person_id)
    JOIN out.person AS p ON p.person_id = u.person_id
    GROUP BY f.flag_id
)
SELECT
    f.flag_id,
    f.kind,
    f.subtype,
    f.village_code,
    f.priority,
    f.needs_review,
    f.household_id,
    f.reasons,
    f.state,
    f.last_judged,
    s.kk,
    s.head_name,
    h.nik AS head_nik,
    s.alamat,
    s.rt,
    s.rw,
    coalesce(people.people, []) AS people
FROM out.flag AS f
LEFT JOIN out.household_status AS s USING (household_id)
LEFT JOIN out.person AS h ON h.person_id = s.head_person_id
LEFT JOIN people USING (flag_id)
WHERE f.state <> 'resolved'
ORDER BY
    f.village_code,
    try_cast(s.rw AS INTEGER) NULLS LAST,
    try_cast(s.rt AS INTEGER) NULLS LAST,
    s.head_name NULLS LAST,
    f.household_id,
    f.priority,
    f.flag_id

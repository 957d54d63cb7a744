-- what linkage thought of a pair of rows: nothing where it never compared them
SELECT
    l.person_id = r.person_id AS joined,
    c.probability AS apart_probability,
    CASE
        WHEN l.person_id = r.person_id AND e.probability IS NOT NULL THEN e.probability
        WHEN l.person_id = r.person_id THEN least(l.probability, r.probability)
    END AS joined_probability,
    coalesce(c.review, FALSE) AS asked,
    e.stratum IS NOT NULL AS in_sample
FROM compared_row AS l
JOIN compared_row AS r ON r.record_id = $right
LEFT JOIN candidate AS c ON c.record_id_l = $left AND c.record_id_r = $right
LEFT JOIN evaluation_pair AS e ON e.record_id_l = $left AND e.record_id_r = $right
WHERE l.record_id = $left

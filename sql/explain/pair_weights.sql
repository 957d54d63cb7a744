-- what each comparison of a compared pair of rows weighed, in bits; its heavier round counts
WITH pair AS (
    SELECT c.*
    FROM link.compared AS c
    JOIN link.record_person AS one ON one.record_id = $one
    JOIN link.record_person AS other ON other.record_id = $other
    WHERE (c.entity_id_l = one.entity_id AND c.entity_id_r = other.entity_id)
        OR (c.entity_id_l = other.entity_id AND c.entity_id_r = one.entity_id)
    ORDER BY c.weight DESC, c.round DESC
    LIMIT 1
),

level AS (
    SELECT 'prior' AS comparison, 0 AS level, weight FROM pair
    UNION ALL
    SELECT comparison, level, weight
    FROM (UNPIVOT pair ON nik, name, birth, sex, family, place INTO NAME comparison VALUE level)
)

SELECT level.comparison, w.name AS level, w.bits, level.weight
FROM level
JOIN link.weight AS w ON w.comparison = level.comparison AND w.level = level.level

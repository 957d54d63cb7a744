-- what each comparison of a compared pair of rows weighed, in bits; its heavier round counts
WITH pair AS (
    SELECT * FROM compared_pair
    WHERE (record_id_l = $one AND record_id_r = $other)
        OR (record_id_l = $other AND record_id_r = $one)
    ORDER BY weight DESC, round DESC
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
JOIN level_weight AS w ON w.comparison = level.comparison AND w.level = level.level

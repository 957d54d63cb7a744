-- Odds that an entity is nobody in Dukcapil. Owners on asset rows are absent as often as those of
-- the same table whose NIK is good and unknown to Dukcapil. Rows about people that the exact pass
-- left over are another matter: people without papers gather there, so they get even odds.
WITH civil AS (
    SELECT DISTINCT nik FROM core.person WHERE "table" = 'dukcapil' AND nik IS NOT NULL
),
rate AS (
    SELECT
        p."table",
        count(*) FILTER (c.nik IS NULL) / greatest(count(*) FILTER (c.nik IS NOT NULL), 1.0) AS odds
    FROM core.person p
    JOIN core.source_table t ON t."table" = p."table"
    LEFT JOIN civil c USING (nik)
    WHERE p.nik IS NOT NULL AND NOT t.personal
    GROUP BY p."table"
)
SELECT
    e.entity_id,
    e.personal,
    CASE WHEN e.personal = 1 THEN 1.0 ELSE greatest(coalesce(r.odds, 1.0), $absent_floor) END
        AS absent
FROM linkage.entity e LEFT JOIN rate r ON r."table" = e."table"

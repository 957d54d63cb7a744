-- how many rows of this period's files of each village have which problem, without saying which
-- rows
SELECT village_code, source, problem.code AS code, problem."column" AS "column", count(*) AS rows
FROM (
    SELECT village_code, source, unnest(problems) AS problem
    FROM published.core.record
    WHERE carried_from IS NULL AND village_code IS NOT NULL
        AND starts_with(village_code, getvariable('figures'))
)
GROUP BY ALL

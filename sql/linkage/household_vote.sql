-- What ties this period's households to last month's: the persons they share, and the same KK.
WITH tie AS (
    SELECT g.group_key AS cluster, b.household_id AS old_id, 1.0 * count(*) AS weight
    FROM linkage.today_kk g JOIN linkage.previous_person_household b USING (person_id)
    GROUP BY ALL
    UNION ALL
    SELECT g.group_key, b.household_id, 0.6
    FROM (SELECT DISTINCT group_key, kk FROM linkage.today_kk WHERE kk IS NOT NULL) g
    JOIN (
        SELECT DISTINCT household_id, kk FROM linkage.previous_person_household WHERE kk IS NOT NULL
    ) b USING (kk)
    GROUP BY ALL
)
SELECT cluster, old_id, sum(weight) AS weight
FROM tie
GROUP BY ALL

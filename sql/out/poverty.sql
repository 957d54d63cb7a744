-- out.poverty: poverty of each proposed household by the word of each proposing village (Kepmensos
-- 262/HUK/2022; the numbers are configuration). `file` and `record_id` are the newest file's that
-- gives any cell, and `record_ids` are all rows of this period whose families' values stand.
WITH standing AS (
    SELECT
        household_id,
        village_code,
        arg_min(file, (NOT gives, recency)) AS file,
        arg_min(record_id, (NOT gives, recency)) AS record_id,
        -- how the standing file was told from the village's other files about the household
        CASE
            WHEN count(*) = 1 THEN 'only'
            WHEN count(*) FILTER (list_date IS NOT DISTINCT FROM newest) = 1 THEN 'date'
            WHEN arg_min(replaces, (NOT gives, recency)) THEN 'replacement'
            ELSE 'path'
        END AS basis
    FROM (
        SELECT *, max(list_date) OVER (PARTITION BY household_id, village_code) AS newest
        FROM out.told_family
    )
    GROUP BY household_id, village_code
),
answered AS (
    SELECT
        household_id,
        village_code,
        coalesce(list(code ORDER BY code) FILTER (met), []) AS criteria_met,
        coalesce(list(code ORDER BY code) FILTER (value IS NULL AND code <> '0'), [])
            AS criteria_missing,
        coalesce(
            list({'code': code, 'period': period} ORDER BY code) FILTER (remembered), []
        ) AS criteria_remembered,
        coalesce(list_sort(list(DISTINCT record_id) FILTER (record_id IS NOT NULL)), [])
            AS record_ids
    FROM out.criterion
    GROUP BY household_id, village_code
)
SELECT
    s.household_id,
    s.village_code,
    s.file,
    s.basis,
    s.record_id,
    CASE WHEN a.record_ids = [] THEN [s.record_id] ELSE a.record_ids END AS record_ids,
    CASE
        WHEN list_contains(a.criteria_met, '0') THEN 'poor'
        WHEN len(a.criteria_met) >= $min_criteria THEN 'poor'
        WHEN len(a.criteria_met) + len(a.criteria_missing) >= $min_criteria THEN 'unknown'
        ELSE 'non_poor'
    END AS poverty,
    a.criteria_met,
    a.criteria_missing,
    a.criteria_remembered
FROM standing AS s
JOIN answered AS a
    ON a.household_id = s.household_id AND a.village_code IS NOT DISTINCT FROM s.village_code

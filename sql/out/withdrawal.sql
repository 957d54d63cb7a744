-- out.withdrawal: rows of older lists about people whom a full replacement of the village's list,
-- or a list still newer, does not name. A replacement that proposes nobody withdraws nobody.
WITH replacing AS (
    SELECT village_code, min(recency) AS recency, arg_min(file, recency) AS file
    FROM out.village_list
    WHERE replaces AND proposes AND village_code IS NOT NULL
    GROUP BY village_code
),
listed AS (
    SELECT l.*, v.recency, r.recency AS replaced_at, r.file AS replaced_by
    FROM out.listed_person AS l
    JOIN out.village_list AS v USING (file, village_code)
    JOIN replacing AS r USING (village_code)
    WHERE v.proposes
)
SELECT record_id, file, village_code, person_id, replaced_by
FROM listed
QUALIFY min(recency) OVER (PARTITION BY village_code, person_id) > replaced_at

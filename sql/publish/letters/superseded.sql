-- Rows of lists whose faults are past: a newer list of the village names the person again, has the
-- very same rows, or replaces the whole list.
WITH list AS (
    SELECT
        file,
        village_code,
        recency,
        min(recency) FILTER (replaces AND proposes) OVER (PARTITION BY village_code) AS replaced_at,
        file IN (
            SELECT same_as FROM out.village_list WHERE same_as IS NOT NULL
        ) AS sent_again
    FROM out.village_list
    WHERE village_code IS NOT NULL AND proposes
),
named AS (
    SELECT
        l.record_id,
        list.recency > min(list.recency) OVER (
            PARTITION BY l.village_code, l.person_id
        ) AS named_again
    FROM out.listed_person AS l
    JOIN list USING (file, village_code)
)
SELECT record_id FROM named WHERE named_again
UNION
SELECT r.record_id
FROM core.record AS r
JOIN list USING (file, village_code)
WHERE r.source = 'usulan-desa' AND (list.sent_again OR list.recency > list.replaced_at)

-- out.proposal: one accepted member row proposes its household of today. Rows of a population list
-- propose nobody. Of a person whom several lists of a village name the newest list's row stands:
-- when it says that the person is dead or has moved it proposes nobody, and neither does anybody
-- whom a replacing list leaves out.
WITH newest AS (
    SELECT l.*
    FROM out.listed_person AS l
    JOIN out.village_list AS v
        ON v.file = l.file AND v.village_code IS NOT DISTINCT FROM l.village_code
    ANTI JOIN out.withdrawal AS w USING (record_id)
    WHERE v.proposes
    QUALIFY v.recency = min(v.recency) OVER (PARTITION BY l.village_code, l.person_id)
)
SELECT record_id, file, village_code, person_id, household_id, probability
FROM newest
WHERE NOT gone

-- The rows, people and household that a flag of this period's evidence names exist.
WITH current AS (
    SELECT * FROM out.flag WHERE state NOT IN ('resolved', 'unheard')
),
evidence AS (
    SELECT flag_id, unnest(reason.record_ids) AS record_id
    FROM (SELECT flag_id, unnest(reasons) AS reason FROM current)
)
SELECT flag_id FROM evidence
WHERE record_id IS NULL OR record_id NOT IN (SELECT record_id FROM core.record)
UNION ALL
SELECT flag_id FROM (SELECT flag_id, unnest(person_ids) AS person_id FROM current)
WHERE person_id NOT IN (SELECT person_id FROM link.person_household)
UNION ALL
SELECT flag_id FROM current
WHERE household_id NOT IN (SELECT household_id FROM link.person_household)

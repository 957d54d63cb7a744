-- out.proposed_household: proposed households with the people who propose them and every row that
-- speaks: those that propose and those whose values they are judged by.
WITH told AS (
    SELECT household_id, record_id FROM out.proposal
    UNION
    SELECT household_id, unnest(record_ids) FROM out.poverty
),
told_by AS (
    SELECT household_id, list(record_id ORDER BY record_id) AS record_ids
    FROM told
    GROUP BY household_id
)
SELECT
    household_id,
    list(DISTINCT person_id ORDER BY person_id) AS person_ids,
    any_value(told_by.record_ids) AS record_ids,
    1 - product(1 - probability) AS probability
FROM out.proposal
JOIN told_by USING (household_id)
GROUP BY household_id

-- duplicate_in_dtks: one person has two or more IDARTBDT. The same IDARTBDT in overlapping
-- extracts is one. The second surest of the entries decides how sure the finding is.
WITH entry AS (
    SELECT person_id, household_id, idartbdt, max(probability) AS probability
    FROM out.registry_member
    WHERE registry = 'dtks' AND idartbdt IS NOT NULL
    GROUP BY person_id, household_id, idartbdt
),
twice AS (
    SELECT
        person_id,
        household_id,
        count(*) AS entries,
        list_sort(list(probability), 'DESC')[2] AS probability
    FROM entry
    GROUP BY person_id, household_id
    HAVING count(*) >= 2
),
evidence_row AS (
    SELECT person_id, list(record_id ORDER BY record_id) AS record_ids
    FROM out.registry_member
    WHERE registry = 'dtks' AND idartbdt IS NOT NULL
    GROUP BY person_id
)
SELECT
    'duplicate_in_dtks' AS kind,
    NULL AS subtype,
    t.household_id,
    [t.person_id] AS person_ids,
    'several_idartbdt' AS code,
    p.nama || ' tercatat ' || t.entries || ' kali di DTKS dengan IDARTBDT yang berbeda.'
        AS evidence,
    e.record_ids,
    t.probability,
    t.probability < $accept AS needs_review
FROM twice AS t
JOIN evidence_row AS e USING (person_id)
JOIN out.person AS p USING (person_id)

-- desil_mismatch: poor by the criteria, but in DTSEN only with a desil above desil_max.
WITH told AS (
    -- the rows that propose the household and the rows whose values it is judged by
    SELECT household_id, record_id FROM out.proposal
    UNION
    SELECT household_id, unnest(record_ids) FROM out.poverty
),
told_by AS (
    SELECT household_id, list(record_id ORDER BY record_id) AS record_ids
    FROM told
    GROUP BY household_id
),
proposing AS (
    SELECT
        household_id,
        list(DISTINCT person_id ORDER BY person_id) AS person_ids,
        any_value(told_by.record_ids) AS record_ids
    FROM out.proposal
    JOIN told_by USING (household_id)
    GROUP BY household_id
),
ranked AS (
    SELECT
        m.household_id,
        list(m.record_id ORDER BY m.record_id) AS record_ids,
        1 - product(1 - m.probability) AS probability
    FROM out.registry_member AS m
    LEFT JOIN link.person_household AS ph USING (person_id)
    WHERE m.registry = 'dtsen' AND m.desil IS NOT NULL AND NOT coalesce(ph.dead, false)
    GROUP BY m.household_id
)
SELECT
    'desil_mismatch' AS kind,
    NULL AS subtype,
    s.household_id,
    proposing.person_ids,
    'desil_above' AS code,
    'Keluarga ' || s.head_name || ' memenuhi kriteria miskin menurut desa, tetapi di DTSEN'
    || age_of('dtsen') || ' tercatat pada desil ' || s.dtsen_desil
    || '. Usulkan pemutakhiran desilnya.' AS evidence,
    list_concat(proposing.record_ids, ranked.record_ids) AS record_ids,
    ranked.probability,
    false AS needs_review
FROM out.household_status AS s
JOIN proposing USING (household_id)
JOIN ranked USING (household_id)
WHERE s.living > 0 AND s.poverty = 'poor' AND NOT s.in_registry AND s.dtsen_desil > $desil_max

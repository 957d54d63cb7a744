-- out.unregistered: families that ought to be in a registry and are in none that decides: a village
-- proposed the family and it is poor or unknown, or nobody proposed it and it holds a valid SKTM
-- without disqualification. Whether DTSEN has it with a desil that is too high, without one, or not
-- at all decides which finding it becomes.
WITH letter AS (
    SELECT
        household_id,
        list(DISTINCT person_id ORDER BY person_id) AS person_ids,
        list(record_id ORDER BY record_id) AS record_ids,
        1 - product(1 - probability) AS probability,
        max(valid_until) AS valid_until,
        list(letter(c)) AS facts
    FROM out.certificate AS c
    WHERE valid AND holder_death IS DISTINCT FROM 'before'
    GROUP BY household_id
),
proposer AS (
    SELECT
        p.household_id,
        string_agg(coalesce(v.label, p.village_code), ' dan ' ORDER BY p.village_code) AS villages
    FROM (
        SELECT household_id, unnest(proposing_villages) AS village_code FROM out.household_status
    ) AS p
    LEFT JOIN out.village AS v USING (village_code)
    GROUP BY p.household_id
),
criterion AS (
    -- an earlier answer is told with its month
    SELECT
        m.household_id,
        string_agg(
            r.words || coalesce(
                ' (jawaban bulan ' || m.period[6:7] || '-' || m.period[1:4] || ')', ''
            ),
            ', ' ORDER BY m.code
        ) AS words
    FROM (
        SELECT met.household_id, met.code, remembered.period
        FROM (
            SELECT household_id, unnest(criteria_met) AS code FROM out.household_status
        ) AS met
        LEFT JOIN (
            SELECT household_id, unnest(criteria_remembered, recursive := TRUE)
            FROM out.household_status
        ) AS remembered USING (household_id, code)
    ) AS m
    JOIN out.rule AS r ON r.kind = 'criterion' AND r.code = m.code
    GROUP BY m.household_id
),
placed AS (
    SELECT
        household_id,
        string_agg(words, ' dan ' ORDER BY registry) FILTER (decides) AS words,
        string_agg(' Keluarga ini ' || words || '.', '' ORDER BY registry)
            FILTER (NOT decides AND standing NOT IN ('absent', 'not_loaded')) AS elsewhere
    FROM out.standing
    GROUP BY household_id
)
SELECT
    s.household_id,
    s.head_name,
    s.proposed,
    s.poverty,
    s.criteria_missing,
    s.in_dtsen,
    s.dtsen_desil,
    coalesce(s.in_dtsen AND s.dtsen_desil > $desil_max, FALSE) AS desil_above,
    coalesce(proposer.villages, 'desa') AS villages,
    criterion.words AS criteria_words,
    placed.words AS standing_words,
    coalesce(placed.elsewhere, '') AS elsewhere,
    CASE WHEN s.proposed THEN proposing.person_ids ELSE letter.person_ids END AS person_ids,
    CASE WHEN s.proposed THEN proposing.record_ids ELSE letter.record_ids END AS record_ids,
    CASE WHEN s.proposed THEN proposing.probability ELSE letter.probability END AS probability,
    letter.valid_until,
    -- who lives there, and which villages say that they are how poor, or which letters they hold
    list_concat(
        family.facts,
        CASE
            WHEN s.proposed THEN list_append(
                proposal(s),
                fact(
                    'kriteria kosong',
                    CASE s.poverty WHEN 'unknown' THEN s.criteria_missing ELSE [] END
                )
            )
            ELSE letter.facts
        END
    ) AS facts
FROM out.household_status AS s
JOIN placed USING (household_id)
LEFT JOIN out.proposed_household AS proposing USING (household_id)
LEFT JOIN letter USING (household_id)
LEFT JOIN living_family() AS family USING (household_id)
LEFT JOIN proposer USING (household_id)
LEFT JOIN criterion USING (household_id)
WHERE $registry_known
    AND s.living > 0
    AND NOT s.in_registry
    AND (
        (s.proposed AND s.poverty IN ('poor', 'unknown'))
        OR (NOT s.proposed AND letter.household_id IS NOT NULL AND NOT s.disqualified)
    )

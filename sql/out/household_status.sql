-- out.household_status: what was concluded of every household this period.
-- In the registry: at least one living member is somebody whom a registry that decides this period
-- lists. Where two villages differ, poor wins over non_poor, non_poor over unknown.
WITH proposed AS (
    SELECT
        household_id,
        list(DISTINCT village_code ORDER BY village_code)
            FILTER (village_code IS NOT NULL) AS villages
    FROM out.proposal
    GROUP BY household_id
),
poverty AS (
    SELECT household_id, poverty, criteria_met, criteria_missing, criteria_remembered
    FROM out.poverty
    QUALIFY row_number() OVER (
        PARTITION BY household_id
        ORDER BY
            CASE poverty WHEN 'poor' THEN 1 WHEN 'non_poor' THEN 2 ELSE 3 END,
            len(criteria_met) DESC,
            village_code NULLS LAST
    ) = 1
),
registry AS (
    SELECT
        m.household_id,
        bool_or(m.registry = 'dtks') AS in_dtks,
        bool_or(m.registry = 'dtsen') AS in_dtsen,
        min(m.desil) FILTER (m.registry = 'dtsen') AS dtsen_desil,
        bool_or(m.counts) AS in_registry
    FROM out.registry_member AS m
    LEFT JOIN link.person_household AS ph USING (person_id)
    WHERE NOT coalesce(ph.dead, FALSE)
    GROUP BY m.household_id
),
sktm AS (
    SELECT household_id, count(*) AS held, count(*) FILTER (valid) AS valid
    FROM out.certificate
    GROUP BY household_id
),
gone AS (
    SELECT household_id, bool_or(certain) AS hard FROM out.disqualification GROUP BY household_id
),
confirmed AS (
    -- the subject is the household or its flag; any "no" withholds it
    SELECT s.household_id, bool_and(v.agrees) AS agrees
    FROM out.verdict AS v
    JOIN (
        SELECT household_id, household_id AS subject_id FROM out.household_golden
        UNION ALL
        SELECT household_id, flag_id(kind, household_id)
        FROM out.household_golden, (VALUES ('missing_from_dtks'), ('desil_mismatch')) AS k (kind)
    ) AS s USING (subject_id)
    WHERE v.kind = 'proposal'
    GROUP BY s.household_id
)
SELECT
    g.*,
    proposed.household_id IS NOT NULL AS proposed,
    coalesce(proposed.villages, []) AS proposing_villages,
    poverty.poverty,
    coalesce(poverty.criteria_met, []) AS criteria_met,
    coalesce(poverty.criteria_missing, []) AS criteria_missing,
    coalesce(poverty.criteria_remembered, []) AS criteria_remembered,
    g.living > 0 AND coalesce(registry.in_dtks, FALSE) AS in_dtks,
    g.living > 0 AND coalesce(registry.in_dtsen, FALSE) AS in_dtsen,
    registry.dtsen_desil,
    g.living > 0 AND coalesce(registry.in_registry, FALSE) AS in_registry,
    coalesce(sktm.held, 0) AS sktm_held,
    coalesce(sktm.valid, 0) AS sktm_valid,
    coalesce(gone.hard, FALSE) AS disqualified,
    coalesce(confirmed.agrees, FALSE)
        AND NOT (g.living > 0 AND coalesce(registry.in_registry, FALSE)) AS proposal_confirmed
FROM out.household_golden AS g
LEFT JOIN proposed USING (household_id)
LEFT JOIN poverty USING (household_id)
LEFT JOIN registry USING (household_id)
LEFT JOIN sktm USING (household_id)
LEFT JOIN gone USING (household_id)
LEFT JOIN confirmed USING (household_id)

-- out.coverage: one row per village of the regency, also where nothing came. Proposals count for
-- the village that proposed, everything else for the village the household lives in.
WITH living_in AS (
    SELECT
        village_code,
        count(*) AS households,
        count(*) FILTER (in_registry) AS in_registry,
        count(*) FILTER (sktm_held > 0) AS sktm_held,
        count(*) FILTER (sktm_valid > 0) AS sktm_valid
    FROM out.household_status
    GROUP BY village_code
),
proposing AS (
    SELECT
        village_code,
        count(*) AS proposed,
        count(*) FILTER (poverty = 'poor') AS poor
    FROM (
        SELECT unnest(proposing_villages) AS village_code, poverty FROM out.household_status
    )
    GROUP BY village_code
),
found AS (
    SELECT
        village_code,
        count(*) FILTER (kind = 'missing_from_dtks') AS missing,
        count(*) FILTER (kind = 'ineligible_sktm') AS sktm_ineligible
    FROM out.flag
    WHERE state <> 'resolved'
    GROUP BY village_code
),
listed AS (
    SELECT DISTINCT village_code FROM out.village_list
),
row_problem AS (
    SELECT
        village_code,
        sum(len(problems)) AS problems,
        count(*) FILTER (outcome = 'rejected') AS rejected
    FROM core.record
    WHERE period = $period AND carried_from IS NULL
    GROUP BY village_code
)
SELECT
    v.village_code,
    v.village_name,
    v.district_code,
    v.district_name,
    coalesce(living_in.households, 0) AS households,
    coalesce(proposing.proposed, 0) AS proposed,
    coalesce(proposing.poor, 0) AS poor,
    coalesce(living_in.in_registry, 0) AS in_registry,
    coalesce(found.missing, 0) AS missing,
    coalesce(living_in.sktm_held, 0) AS sktm_held,
    coalesce(living_in.sktm_valid, 0) AS sktm_valid,
    coalesce(found.sktm_ineligible, 0) AS sktm_ineligible,
    listed.village_code IS NOT NULL AS submitted,
    coalesce(row_problem.problems, 0) AS problems,
    coalesce(row_problem.rejected, 0) AS rejected
FROM out.village AS v
LEFT JOIN living_in USING (village_code)
LEFT JOIN proposing USING (village_code)
LEFT JOIN found USING (village_code)
LEFT JOIN listed USING (village_code)
LEFT JOIN row_problem USING (village_code)

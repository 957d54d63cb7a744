-- out.coverage: one row per village of the regency, also where nothing came. Proposals count for
-- the village that proposed, everything else for the village the household lives in. A village is
-- as punctual as the best of its lists; one dated before the month counts where nothing else came.
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
        count(*) FILTER (kind = 'missing_from_dtks' AND state <> 'unheard') AS missing,
        count(*) FILTER (kind = 'missing_from_dtks' AND state = 'unheard') AS missing_unheard,
        count(*) FILTER (kind = 'ineligible_sktm' AND state <> 'unheard') AS sktm_ineligible
    FROM out.flag
    WHERE state <> 'resolved'
    GROUP BY village_code
),
dated AS (
    SELECT
        l.village_code,
        CASE WHEN f.list_date_has_day THEN l.list_date END AS list_day,
        CASE
            WHEN l.list_date < $first_day THEN 'earlier_month'
            WHEN l.list_date IS NULL OR NOT f.list_date_has_day THEN 'no_date'
            WHEN l.list_date > $window_closes THEN 'late'
            ELSE 'on_time'
        END AS punctuality
    FROM out.village_list AS l
    JOIN raw.file AS f USING (file)
),
listed AS (
    SELECT village_code, punctuality, min(list_day) AS submitted_on
    FROM dated
    GROUP BY village_code, punctuality
    QUALIFY row_number() OVER (
        PARTITION BY village_code
        ORDER BY list_position(['on_time', 'no_date', 'late', 'earlier_month'], punctuality)
    ) = 1
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
    coalesce(found.missing_unheard, 0) AS missing_unheard,
    coalesce(living_in.sktm_held, 0) AS sktm_held,
    coalesce(living_in.sktm_valid, 0) AS sktm_valid,
    coalesce(found.sktm_ineligible, 0) AS sktm_ineligible,
    listed.village_code IS NOT NULL AS submitted,
    coalesce(listed.punctuality, 'nothing_sent') AS punctuality,
    listed.submitted_on,
    $window_opens AS window_opens,
    $window_closes AS window_closes,
    coalesce(row_problem.problems, 0) AS problems,
    coalesce(row_problem.rejected, 0) AS rejected
FROM out.village AS v
LEFT JOIN living_in USING (village_code)
LEFT JOIN proposing USING (village_code)
LEFT JOIN found USING (village_code)
LEFT JOIN listed USING (village_code)
LEFT JOIN row_problem USING (village_code)

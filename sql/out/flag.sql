-- out.flag: this period's findings against last month's flags and people's decisions. A finding an
-- officer disagreed with is not listed unless its evidence has changed since. A flag that was open
-- and is no longer found ends for the reason of out.flag_end and is listed once more, resolved;
-- without a reason it stays open as it was last judged, unheard, until that is too long ago.
WITH newest_word AS (
    SELECT flag_id, agrees
    FROM out.flag_word
    QUALIFY row_number() OVER (PARTITION BY flag_id ORDER BY "at" DESC, decision_id DESC) = 1
),
judged AS (
    SELECT
        f.*,
        h.flag_id IS NOT NULL AS seen,
        h.status,
        h.resolution AS ended_for,
        h.facts AS last_facts,
        h.evidence_hash AS last_hash,
        h.first_period AS seen_first,
        coalesce(NOT w.agrees, FALSE) AS disagreed,
        coalesce(NOT f.agreed, FALSE) AS dismissed,
        before.flag_id IS NOT NULL AS was_open
    FROM out.finding AS f
    LEFT JOIN previous_flag_history AS h USING (flag_id)
    LEFT JOIN newest_word AS w USING (flag_id)
    LEFT JOIN (
        SELECT flag_id FROM previous_flag WHERE state <> 'resolved'
    ) AS before USING (flag_id)
),
standing AS (
    SELECT
        *,
        CASE
            WHEN dismissed THEN 'resolved'
            WHEN status IN ('resolved', 'dismissed') THEN 'reopened'
            WHEN disagreed AND coalesce(last_hash NOT IN (evidence_hash, row_hash), TRUE)
                THEN 'reopened'
            WHEN seen THEN 'persisting'
            ELSE 'new'
        END AS state
    FROM judged
    WHERE NOT dismissed OR was_open
),
ended AS (
    SELECT
        before.*,
        coalesce(
            why.resolution,
            CASE
                WHEN date_diff(
                    'month', strptime(before.last_judged || '-01', '%Y-%m-%d'), $first_day
                ) >= $unheard_months
                    THEN 'unheard'
            END
        ) AS reason
    FROM (
        -- publications of an older version do not say when a flag was judged last
        SELECT p.* REPLACE (coalesce(p.last_judged, h.last_period) AS last_judged)
        FROM previous_flag AS p
        JOIN previous_flag_history AS h USING (flag_id)
        WHERE p.state <> 'resolved'
    ) AS before
    JOIN out.flag_end AS why USING (flag_id)
)
SELECT
    * EXCLUDE (
        agreed, facts, seen, status, ended_for, last_facts, last_hash, seen_first, disagreed,
        dismissed, was_open
    ),
    CASE WHEN dismissed THEN 'decided' END AS resolution,
    coalesce(seen_first, $period) AS first_period,
    $period AS last_judged,
    CASE WHEN state = 'reopened' THEN coalesce(ended_for, 'decided') END AS ended_before,
    CASE
        WHEN state = 'reopened' THEN list_sort(list_distinct(list_transform(
            list_concat(
                list_filter(facts, LAMBDA f: NOT list_contains(coalesce(last_facts, []), f)),
                list_filter(coalesce(last_facts, []), LAMBDA f: NOT list_contains(facts, f))
            ),
            LAMBDA f: split_part(f, '=', 1)
        )))
    END AS changed
FROM standing
UNION ALL BY NAME
SELECT
    * EXCLUDE (reason) REPLACE (
        CASE WHEN reason IS NULL THEN 'unheard' ELSE 'resolved' END AS state,
        reason AS resolution,
        NULL AS ended_before,
        NULL AS changed
    )
FROM ended

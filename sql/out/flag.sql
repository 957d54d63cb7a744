-- out.flag: this period's findings against last month's flags and people's decisions. A finding an
-- officer disagreed with is not listed unless its evidence has changed since. A flag that was open
-- and is no longer found is listed once more, as resolved.
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
        h.evidence_hash AS last_hash,
        h.first_period AS seen_first,
        coalesce(NOT w.agrees, FALSE) AS disagreed,
        coalesce(NOT f.agreed, FALSE) AS dismissed
    FROM out.finding AS f
    LEFT JOIN previous_flag_history AS h USING (flag_id)
    LEFT JOIN newest_word AS w USING (flag_id)
)
SELECT
    * EXCLUDE (agreed, seen, status, last_hash, seen_first, disagreed, dismissed),
    CASE
        WHEN status IN ('resolved', 'dismissed') THEN 'reopened'
        WHEN disagreed AND coalesce(last_hash NOT IN (evidence_hash, row_hash), TRUE)
            THEN 'reopened'
        WHEN seen THEN 'persisting'
        ELSE 'new'
    END AS state,
    coalesce(seen_first, $period) AS first_period
FROM judged
WHERE NOT dismissed
UNION ALL BY NAME
SELECT * REPLACE ('resolved' AS state)
FROM previous_flag
WHERE state <> 'resolved' AND flag_id NOT IN (SELECT flag_id FROM out.finding)

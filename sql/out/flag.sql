-- out.flag: this period's findings against last month's flags and people's decisions. A finding an
-- officer disagreed with is not listed unless its evidence has changed since. A flag that was open
-- and is no longer found is listed once more, as resolved.
WITH judged AS (
    SELECT
        f.*,
        h.flag_id IS NOT NULL AS seen,
        h.status,
        h.evidence_hash AS last_hash,
        h.first_period AS seen_first,
        coalesce(NOT v.agrees, false) AS disagreed,
        coalesce(
            NOT v.agrees AND coalesce(v.evidence_hash, f.evidence_hash) = f.evidence_hash, false
        ) AS dismissed
    FROM out.finding AS f
    LEFT JOIN previous_flag_history AS h USING (flag_id)
    LEFT JOIN out.verdict AS v ON v.kind = 'flag' AND v.subject_id = f.flag_id
)
SELECT
    * EXCLUDE (seen, status, last_hash, seen_first, disagreed, dismissed),
    CASE
        WHEN status IN ('resolved', 'dismissed') THEN 'reopened'
        WHEN disagreed AND last_hash IS DISTINCT FROM evidence_hash THEN 'reopened'
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

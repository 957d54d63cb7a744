-- out.flag_history: every flag ever found, for next month's states. A flag that nobody was heard of
-- is still open.
SELECT
    flag_id,
    coalesce(f.kind, h.kind) AS kind,
    coalesce(f.household_id, h.household_id) AS household_id,
    coalesce(h.first_period, $period) AS first_period,
    CASE WHEN f.flag_id IS NULL THEN h.last_period ELSE $period END AS last_period,
    CASE
        WHEN f.flag_id IS NOT NULL AND listed.flag_id IS NULL THEN 'dismissed'
        WHEN listed.flag_id IS NOT NULL THEN 'open'
        WHEN h.status = 'open' THEN 'resolved'
        ELSE h.status
    END AS status,
    CASE
        WHEN listed.flag_id IS NOT NULL THEN NULL
        WHEN f.flag_id IS NOT NULL THEN 'decided'
        WHEN h.status = 'open' THEN ended.resolution
        ELSE h.resolution
    END AS resolution,
    CASE
        WHEN listed.flag_id IS NOT NULL OR f.flag_id IS NOT NULL THEN NULL
        WHEN h.status = 'open' THEN $period
        ELSE h.resolved_period
    END AS resolved_period,
    coalesce(f.evidence_hash, h.evidence_hash) AS evidence_hash,
    coalesce(f.facts, h.facts) AS facts
FROM out.finding AS f
FULL JOIN previous_flag_history AS h USING (flag_id)
LEFT JOIN (SELECT flag_id FROM out.flag WHERE state <> 'resolved') AS listed USING (flag_id)
LEFT JOIN (SELECT flag_id, resolution FROM out.flag WHERE state = 'resolved') AS ended
    USING (flag_id)

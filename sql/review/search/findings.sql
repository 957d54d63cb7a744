-- findings about the family that stand, with the newest word on each
SELECT
    f.flag_id, f.kind, f.subtype, f.state, f.first_period, f.needs_review, f.resolution,
    f.last_judged, f.ended_before, f.changed, v.verdict
FROM flag AS f
LEFT JOIN verdict AS v
    ON v.kind = 'flag' AND v.subject_id = f.flag_id
    AND (v.evidence_hash IS NULL OR v.evidence_hash IN (f.evidence_hash, f.row_hash))
WHERE f.household_id = $household AND f.state <> 'resolved'
ORDER BY f.priority, f.kind

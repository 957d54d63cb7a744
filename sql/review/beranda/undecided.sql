-- findings that wait for a person: not decided on the evidence they rest on now
SELECT count(*) AS flags
FROM flag AS f
WHERE f.needs_review AND f.state <> 'resolved'
  AND NOT EXISTS (
      SELECT 1
      FROM verdict AS v
      WHERE v.kind = 'flag' AND v.subject_id = f.flag_id
        AND v.evidence_hash IS NOT DISTINCT FROM coalesce(f.evidence_hash, v.evidence_hash)
  )

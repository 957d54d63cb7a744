-- what people said of pairs of rows: one row a decision; ids, verdicts and names of users only
SELECT
    decision_id, kind, verdict, "by", "at", evidence_hash,
    min(subject_id) AS record_id_l,
    max(subject_id) AS record_id_r
FROM decision
WHERE kind IN ('pair', 'pair_opinion')
GROUP BY ALL
HAVING count(*) = 2

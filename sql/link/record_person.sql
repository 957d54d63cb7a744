-- The person of every row that names one, why, and how likely that is. Most rows share a few
-- probabilities: each is put to its curve once.
WITH found AS (SELECT DISTINCT match_reason, probability AS computed FROM linkage.placed),
told AS (
    SELECT *, link.calibrated('link', match_reason, computed) AS calibrated FROM found
)
SELECT p.record_id, i.id AS person_id, p.match_reason, t.calibrated AS probability, p.entity_id
FROM linkage.placed AS p
JOIN linkage.identity AS i ON i.cluster = p.cluster_id
JOIN told AS t ON t.match_reason = p.match_reason AND t.computed = p.probability

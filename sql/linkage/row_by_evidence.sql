-- Rows of this run that say of a person what a row of an earlier decision said.
SELECT link.row_evidence(p) AS evidence, p.record_id
FROM core.person AS p
WHERE link.row_evidence(p) IN (SELECT evidence FROM wanted_evidence)
ORDER BY evidence, p.record_id

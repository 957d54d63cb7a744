-- Every reason code is in the catalogue of rules.
SELECT r.kind
FROM out.reason AS r
LEFT JOIN out.rule AS u ON u.kind = r.kind AND u.code = r.code
WHERE u.code IS NULL

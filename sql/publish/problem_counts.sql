-- Problems of this period's rows by source and code.
SELECT r.source, p.code, count(*) AS problems
FROM core.record AS r, unnest(r.problems) AS u (p)
WHERE r.carried_from IS NULL
GROUP BY r.source, p.code
ORDER BY r.source, problems DESC, p.code

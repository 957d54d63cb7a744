-- Rows by source: rows_read = accepted + rejected + not_data, carried-forward rows included.
SELECT
    source,
    count(*) AS rows_read,
    count(*) FILTER (outcome = 'accepted') AS accepted,
    count(*) FILTER (outcome = 'rejected') AS rejected,
    count(*) FILTER (outcome = 'not_data') AS not_data,
    count(*) FILTER (outcome = 'accepted' AND len(problems) > 0) AS accepted_with_problems
FROM core.record
GROUP BY source
ORDER BY source

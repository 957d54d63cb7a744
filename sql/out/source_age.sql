-- out.source_age: sources of which nothing new came this period, with what evidence says of their
-- age. The newest of the carried periods counts.
SELECT
    source,
    max(period) AS newest_period,
    ' (data bulan ' || max(period)[6:7] || '-' || max(period)[1:4] || ')' AS words
FROM raw.file
WHERE status = 'read'
GROUP BY source
HAVING bool_and(carried_from IS NOT NULL)

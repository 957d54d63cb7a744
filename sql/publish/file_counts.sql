-- Every file of the run with its fate, its hash and its rows.
WITH counted AS (
    SELECT
        file,
        count(*) AS rows_read,
        count(*) FILTER (outcome = 'accepted') AS accepted,
        count(*) FILTER (outcome = 'rejected') AS rejected,
        count(*) FILTER (outcome = 'not_data') AS not_data
    FROM core.record
    GROUP BY file
)
SELECT
    f.source,
    f.file,
    f.period,
    f.carried_from,
    f.sha256,
    f.size,
    f.status,
    f.code,
    f.message,
    f.layout,
    f.list_date,
    f.list_date_basis,
    coalesce(c.rows_read, 0) AS rows_read,
    coalesce(c.accepted, 0) AS accepted,
    coalesce(c.rejected, 0) AS rejected,
    coalesce(c.not_data, 0) AS not_data
FROM raw.file AS f
LEFT JOIN counted AS c ON c.file = f.file AND f.status = 'read'
ORDER BY f.source, f.file

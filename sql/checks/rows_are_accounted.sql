-- rows_read = accepted + rejected + not_data, file by file.
WITH counted AS (
    SELECT file, count(*) AS records FROM core.record GROUP BY file
),
read AS (
    SELECT file, sum(rows_read) AS rows_read FROM raw.file WHERE status = 'read' GROUP BY file
)
SELECT coalesce(read.file, counted.file) AS file
FROM read
FULL JOIN counted USING (file)
WHERE coalesce(read.rows_read, 0) <> coalesce(counted.records, 0)

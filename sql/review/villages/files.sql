-- lists and replies that a village sent this period
SELECT source, file, rows_read, accepted, rejected, with_problems, list_date
FROM sent_file
WHERE village_code = $village AND list_contains($sources, source)
ORDER BY source, list_date, file

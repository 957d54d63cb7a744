-- lists and replies that a village sent this period
SELECT source, file, rows_read, accepted, rejected, with_problems, list_date
FROM sent_file
WHERE village_code = $village AND source IN ('usulan-desa', 'verifikasi')
ORDER BY source, list_date, file

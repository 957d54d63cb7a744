-- List files of this month that could not be used at all, with the sentence that says what to do.
SELECT file, message
FROM raw.file
WHERE source = 'usulan-desa' AND carried_from IS NULL AND status = 'refused'
ORDER BY file

-- This period's rows with problems. Carried-forward rows were reported in their own period.
SELECT record_id, source, "table", file, sheet, "row", outcome, problems, village_code
FROM core.record
WHERE carried_from IS NULL
    AND outcome <> 'not_data'
    AND (len(problems) > 0 OR outcome = 'rejected')
ORDER BY file, sheet, "row", record_id

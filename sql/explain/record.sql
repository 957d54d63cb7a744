SELECT
    record_id, source, file, sheet, row, carried_from, outcome,
    list_transform(problems, LAMBDA p: p.message) AS problems
FROM core.record
WHERE record_id = $record

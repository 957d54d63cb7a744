-- where the rows $records stand, as far as the user may see them
SELECT record_id, source, file, sheet, "row", carried_from
FROM record
WHERE record_id IN (SELECT unnest($records))
ORDER BY source, file, sheet, "row"

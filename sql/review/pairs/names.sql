-- how rows are called when they are spoken of
SELECT record_id, nama, source, village_label
FROM compared_row
WHERE list_contains($records, record_id)

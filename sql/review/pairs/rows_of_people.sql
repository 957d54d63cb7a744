-- all rows of the people whom these rows name
SELECT record_id, person_id
FROM record
WHERE person_id IN (SELECT person_id FROM record WHERE list_contains($records, record_id))
ORDER BY record_id

-- persons.parquet: golden values of each resolved person.
SELECT * FROM out.person ORDER BY person_id

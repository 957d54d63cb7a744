-- persons.parquet: golden values of each resolved person.
select * from out.person order by person_id

-- households.parquet: golden values of each resolved household.
select * from out.household order by household_id

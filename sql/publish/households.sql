-- households.parquet: golden values of each resolved household.
SELECT * FROM out.household ORDER BY household_id

-- coverage.parquet, and the dashboard's tables: one row per village of the regency.
select * from out.coverage order by village_code

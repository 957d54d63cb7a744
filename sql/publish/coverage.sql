-- coverage.parquet, and the dashboard's tables: one row per village of the regency.
SELECT * FROM out.coverage ORDER BY village_code

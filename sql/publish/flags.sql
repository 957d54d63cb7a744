-- flags.parquet: one row per finding, resolved ones of this period included.
SELECT * FROM out.flag ORDER BY flag_id

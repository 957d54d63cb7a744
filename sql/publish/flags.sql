-- flags.parquet: one row per finding, resolved ones of this period included.
select * from out.flag order by flag_id

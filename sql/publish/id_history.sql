-- id_history.parquet: what became of ids, period by period.
select * from link.id_history order by all

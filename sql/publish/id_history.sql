-- id_history.parquet: what became of ids, period by period.
select * from link.id_history
order by period, unit, kind, old_id nulls first, new_id nulls first

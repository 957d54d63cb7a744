-- id_history.parquet: what became of ids, period by period.
SELECT * FROM link.id_history
ORDER BY period, unit, kind, old_id NULLS FIRST, new_id NULLS FIRST

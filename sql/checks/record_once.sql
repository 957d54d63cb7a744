-- A record id and a place in a file occur once.
SELECT record_id AS offender FROM core.record GROUP BY record_id HAVING count(*) > 1
UNION ALL
SELECT min(record_id) FROM core.record GROUP BY file, sheet, "row" HAVING count(*) > 1

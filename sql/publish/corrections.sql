-- What became of each entry of koreksi.toml in this run.
SELECT correction, source, canonical, file, village, reason, owner, since, rows_in_scope, rows_found
FROM core.correction
ORDER BY source, canonical, correction

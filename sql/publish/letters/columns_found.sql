-- What was understood of each column of the village lists, by file, sheet and position.
SELECT c.file, c.sheet, c.position, c.header, c.canonical, c.basis, c.certainty, c.filled
FROM raw.column_found AS c
JOIN raw.file AS f USING (file)
WHERE f.source = 'usulan-desa' AND f.carried_from IS NULL
ORDER BY c.file, c.sheet, c.position

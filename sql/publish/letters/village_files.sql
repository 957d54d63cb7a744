-- The list files of this month that named people of each village, in the order of their names.
SELECT village_code, list(DISTINCT file ORDER BY file) AS files
FROM core.record
WHERE source = 'usulan-desa'
    AND carried_from IS NULL
    AND outcome <> 'not_data'
    AND village_code IS NOT NULL
GROUP BY village_code
ORDER BY village_code

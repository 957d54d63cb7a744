-- A month's list rows by village; rows of carried-forward files belong to their own month.
-- `to_mend`: rejected, or accepted with a problem graver than information ($grave: their codes),
-- and not `superseded` (a view of sql/publish/letters/superseded.sql) by what the village has sent
-- since.
SELECT
    village_code,
    count(*) AS rows_read,
    count(*) FILTER (outcome = 'accepted') AS accepted,
    count(*) FILTER (outcome = 'rejected') AS rejected,
    count(*) FILTER (
        s.record_id IS NULL
        AND (
            outcome = 'rejected'
            OR len(list_filter(problems, LAMBDA p: list_contains($grave, p.code))) > 0
        )
    ) AS to_mend
FROM core.record
LEFT JOIN superseded AS s USING (record_id)
WHERE source = 'usulan-desa'
    AND carried_from IS NULL
    AND outcome <> 'not_data'
    AND village_code IS NOT NULL
GROUP BY village_code
ORDER BY village_code

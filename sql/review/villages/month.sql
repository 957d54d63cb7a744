-- how a village did in one period: how it kept to the window and what became of the rows
SELECT
    c.punctuality, c.submitted_on, c.window_opens, c.window_closes, coalesce(f.files, 0) AS files,
    coalesce(f.rows_read, 0)::BIGINT AS rows_read, coalesce(f.rejected, 0)::BIGINT AS rejected,
    coalesce(f.with_problems, 0)::BIGINT AS with_problems
FROM coverage AS c
LEFT JOIN (
    SELECT
        village_code, count(*) AS files, sum(rows_read) AS rows_read, sum(rejected) AS rejected,
        sum(with_problems) AS with_problems
    FROM sent_file WHERE source = 'usulan-desa' GROUP BY village_code
) AS f USING (village_code)
WHERE c.village_code = $village

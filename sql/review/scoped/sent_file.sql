-- the files of this period that named a village of the user's place, with what became of their rows
SELECT
    village_code,
    source,
    file,
    count(*) FILTER (outcome <> 'not_data') AS rows_read,
    count(*) FILTER (outcome = 'accepted') AS accepted,
    count(*) FILTER (outcome = 'rejected') AS rejected,
    count(*) FILTER (outcome <> 'not_data' AND len(problems) > 0) AS with_problems,
    min(list_date) AS list_date
FROM published.core.record
WHERE carried_from IS NULL AND village_code IS NOT NULL
    AND starts_with(village_code, getvariable('figures'))
GROUP BY village_code, source, file

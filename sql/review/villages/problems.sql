-- problems of a village's lists by kind, the most frequent first
SELECT
    code,
    string_agg(DISTINCT "column", ', ' ORDER BY "column") AS columns,
    sum(rows)::BIGINT AS rows
FROM problem_count
WHERE village_code = $village AND source = 'usulan-desa'
GROUP BY code
ORDER BY "rows" DESC, code

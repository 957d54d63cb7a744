-- villages by district ($district; empty: all) and words of the name or code ($words)
SELECT
    c.village_code, c.village_name, c.district_name, c.punctuality, c.submitted_on,
    c.window_closes, c.proposed, c.problems, coalesce(f.findings, 0)::BIGINT AS findings
FROM coverage AS c
LEFT JOIN (
    SELECT village_code, sum(flags) AS findings
    FROM flag_count WHERE state <> 'resolved' GROUP BY village_code
) AS f USING (village_code)
WHERE ($district = '' OR c.district_code = $district)
    AND (contains(lower(c.village_name), lower($words)) OR starts_with(c.village_code, $words))
ORDER BY c.village_code

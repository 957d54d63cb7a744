-- Coverage has one row for each village of the regency.
SELECT v.village_code
FROM out.village AS v
LEFT JOIN out.coverage AS c USING (village_code)
GROUP BY v.village_code
HAVING count(c.village_code) <> 1

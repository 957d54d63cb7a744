-- how many standing findings have which answer of their village
SELECT answer, count(*) AS findings
FROM finding
WHERE state <> 'resolved' AND answer IS NOT NULL
GROUP BY answer
ORDER BY answer

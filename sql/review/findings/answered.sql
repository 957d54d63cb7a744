-- how many standing findings have which answer of their village, and how many of them wait for a word
SELECT
    answer,
    count(*) AS findings,
    count(*) FILTER (WHERE decided = 'open') AS undecided
FROM finding
WHERE state <> 'resolved' AND answer IS NOT NULL
GROUP BY answer
ORDER BY answer

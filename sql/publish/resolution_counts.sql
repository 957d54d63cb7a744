-- Findings that ended this period, by kind and by why.
SELECT kind, resolution, count(*) AS flags
FROM out.flag
WHERE state = 'resolved'
GROUP BY kind, resolution
ORDER BY kind, flags DESC, resolution

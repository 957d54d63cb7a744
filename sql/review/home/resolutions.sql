-- findings that have ended this period, by why
SELECT resolution, count(*) AS flags
FROM flag
WHERE state = 'resolved'
GROUP BY resolution
ORDER BY flags DESC, resolution

-- Findings that still stand, by kind and subtype.
SELECT kind, subtype, count(*) AS flags
FROM out.flag
WHERE state NOT IN ('resolved', 'unheard') AND subtype IS NOT NULL
GROUP BY kind, subtype
ORDER BY kind, flags DESC, subtype

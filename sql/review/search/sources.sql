-- which sources hold rows about the family, and from which month they are
SELECT source, count(*) AS rows, max(coalesce(carried_from, period)) AS newest
FROM record
WHERE household_id = $household AND outcome = 'accepted'
GROUP BY source
ORDER BY source

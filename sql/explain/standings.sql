-- how the family stands in each registry, the one that decides first
SELECT registry, standing, desil, words, decides
FROM out.standing
WHERE household_id = $household
ORDER BY decides DESC, registry

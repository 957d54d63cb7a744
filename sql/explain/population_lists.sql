-- village lists that name a member but count as population lists and so propose nobody
SELECT DISTINCT l.file
FROM out.listed_person AS l
JOIN out.village_list AS v
    ON v.file = l.file AND v.village_code IS NOT DISTINCT FROM l.village_code
WHERE l.household_id = $household AND v.population_list AND NOT v.proposes
ORDER BY l.file

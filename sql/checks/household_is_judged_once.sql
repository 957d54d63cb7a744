-- Every household of someone has exactly one status, and no status stands without people.
SELECT coalesce(s.household_id, h.household_id) AS household_id
FROM out.household_status AS s
FULL JOIN (SELECT DISTINCT household_id FROM link.person_household) AS h USING (household_id)
GROUP BY ALL
HAVING count(s.household_id) <> 1 OR count(h.household_id) <> 1

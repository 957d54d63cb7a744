-- Every person has exactly one household.
SELECT rp.person_id
FROM (SELECT DISTINCT person_id FROM link.record_person) AS rp
LEFT JOIN link.person_household AS ph USING (person_id)
GROUP BY rp.person_id
HAVING count(ph.household_id) <> 1

-- Every linked person is published exactly once.
SELECT coalesce(p.person_id, rp.person_id) AS person_id
FROM out.person AS p
FULL JOIN (SELECT DISTINCT person_id FROM link.record_person) AS rp USING (person_id)
GROUP BY ALL
HAVING count(p.person_id) <> 1 OR count(rp.person_id) <> 1

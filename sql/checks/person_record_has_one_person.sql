-- Every accepted record that names a person has exactly one person.
SELECT p.record_id
FROM core.person AS p
LEFT JOIN link.record_person AS rp USING (record_id)
GROUP BY p.record_id
HAVING count(rp.person_id) <> 1

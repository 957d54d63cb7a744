-- near pairs between the members of two families
SELECT
    c.record_id_l, c.record_id_r, c.person_id_l, c.person_id_r, c.evidence_hash, c.agrees, c.differs
FROM candidate AS c
JOIN person AS l ON l.person_id = c.person_id_l
JOIN person AS r ON r.person_id = c.person_id_r
WHERE (l.household_id = $left AND r.household_id = $right)
    OR (l.household_id = $right AND r.household_id = $left)
ORDER BY c.probability DESC, c.record_id_l, c.record_id_r

-- everyone who may be this person, those still open first, then by the rows' ids
SELECT q.*, o.nama AS other_name
FROM pair_question AS q
JOIN person AS o ON o.person_id = q.other_id
WHERE q.subject_id = $person
ORDER BY q.standing = 'decided', q.record_id_l, q.record_id_r

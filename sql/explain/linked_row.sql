-- the row of the same person that a row resembles most of those it was compared with
SELECT r.record_id, r.source, r.file, r.sheet, r.row, r.carried_from
FROM link.record_person AS own
JOIN link.compared AS c ON own.entity_id IN (c.entity_id_l, c.entity_id_r)
JOIN link.record_person AS other
    ON other.record_id = if(c.entity_id_l = own.entity_id, c.entity_id_r, c.entity_id_l)
    AND other.person_id = own.person_id
JOIN core.record AS r ON r.record_id = other.record_id
WHERE own.record_id = $record
ORDER BY c.weight DESC, r.record_id
LIMIT 1

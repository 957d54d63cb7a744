-- No rejected or unknown row has a person.
SELECT rp.record_id
FROM link.record_person AS rp
LEFT JOIN core.record AS r ON r.record_id = rp.record_id AND r.outcome = 'accepted'
WHERE r.record_id IS NULL

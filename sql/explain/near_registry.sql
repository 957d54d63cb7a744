-- registry people who resemble a member without being joined to one, the nearest first: all that
-- were compared, however unlikely, with the probability where one was worth keeping
WITH member AS (
    SELECT m.person_id, m.nama, rp.entity_id
    FROM out.person AS m
    JOIN link.record_person AS rp USING (person_id)
    WHERE m.household_id = $household
    GROUP BY ALL
),

pairs AS (
    SELECT
        m.person_id,
        m.nama,
        c.entity_id_l AS member_record,
        c.entity_id_r AS other_record,
        c.weight
    FROM member AS m JOIN link.compared AS c ON c.entity_id_l = m.entity_id
    UNION ALL
    SELECT m.person_id, m.nama, c.entity_id_r, c.entity_id_l, c.weight
    FROM member AS m JOIN link.compared AS c ON c.entity_id_r = m.entity_id
)

SELECT
    pairs.nama AS member, o.nama, o.nik, o.village_code, r.source, r.file, r.sheet, r.row,
    r.carried_from, c.probability, coalesce(c.review, FALSE) AS review, c.agrees, c.differs,
    pairs.member_record, pairs.other_record
FROM pairs
JOIN link.record_person AS rp ON rp.record_id = pairs.other_record
JOIN out.person AS o ON o.person_id = rp.person_id
JOIN core.record AS r ON r.record_id = pairs.other_record
LEFT JOIN link.candidate AS c
    ON c.record_id_l = least(pairs.member_record, pairs.other_record)
    AND c.record_id_r = greatest(pairs.member_record, pairs.other_record)
WHERE o.household_id <> $household
    AND (o.in_dtks OR o.in_dtsen)
QUALIFY row_number() OVER (
    PARTITION BY pairs.person_id, o.person_id
    ORDER BY c.probability DESC NULLS LAST, pairs.weight DESC, r.record_id, pairs.member_record
) = 1
ORDER BY c.probability DESC NULLS LAST, pairs.weight DESC, pairs.other_record, pairs.member_record
LIMIT 5

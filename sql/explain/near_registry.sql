-- registry people who resemble a member without being joined to one, the nearest first
WITH pairs AS (
    SELECT person_id_l AS member_id, person_id_r AS other_id, record_id_r AS other_record,
           probability, review, agrees, differs
    FROM link.candidate
    UNION ALL
    SELECT person_id_r, person_id_l, record_id_l, probability, review, agrees, differs
    FROM link.candidate
)

SELECT
    m.nama AS member, o.nama, o.nik, o.village_code, r.source, r.file, r.sheet, r.row,
    pairs.probability, pairs.review, pairs.agrees, pairs.differs
FROM pairs
JOIN out.person AS m ON m.person_id = pairs.member_id
JOIN out.person AS o ON o.person_id = pairs.other_id
JOIN core.record AS r ON r.record_id = pairs.other_record
WHERE m.household_id = $household
  AND o.household_id <> $household
  AND (o.in_dtks OR o.in_dtsen)
QUALIFY row_number() OVER (
    PARTITION BY pairs.member_id, pairs.other_id ORDER BY pairs.probability DESC, r.record_id
) = 1
ORDER BY pairs.probability DESC, pairs.other_record
LIMIT 5

-- pairs that linkage could not decide, seen from the person in question (`subject`: the one who is
-- not in Dukcapil) towards the one who may be the same (`other`), with the newest word on each. A
-- word counts on the same two rows, or on two rows that said the same (`evidence_hash`).
WITH asked AS (
    SELECT * FROM candidate WHERE review
),
said AS (
    SELECT a.record_id_l, a.record_id_r, v.verdict, v."by", v."at", v.decision_id
    FROM asked AS a
    JOIN pair_latest AS v USING (record_id_l, record_id_r)
    UNION ALL
    SELECT a.record_id_l, a.record_id_r, v.verdict, v."by", v."at", v.decision_id
    FROM asked AS a
    JOIN pair_latest AS v USING (evidence_hash)
),
word AS (
    SELECT *
    FROM said
    QUALIFY row_number() OVER (
        PARTITION BY record_id_l, record_id_r ORDER BY "at" DESC, decision_id DESC
    ) = 1
),
sided AS (
    SELECT a.*, l.in_dukcapil AND NOT r.in_dukcapil AS turned
    FROM asked AS a
    JOIN person AS l ON l.person_id = a.person_id_l
    JOIN person AS r ON r.person_id = a.person_id_r
)
SELECT
    s.record_id_l, s.record_id_r, s.probability, s.agrees, s.differs, s.evidence_hash,
    CASE WHEN s.turned THEN s.person_id_r ELSE s.person_id_l END AS subject_id,
    CASE WHEN s.turned THEN s.record_id_r ELSE s.record_id_l END AS subject_record,
    CASE WHEN s.turned THEN s.person_id_l ELSE s.person_id_r END AS other_id,
    CASE WHEN s.turned THEN s.record_id_l ELSE s.record_id_r END AS other_record,
    word.verdict, word."by", word."at",
    CASE
        WHEN word.verdict IS NULL THEN 'open'
        WHEN word.verdict = 'unsure' THEN 'unsure'
        ELSE 'decided'
    END AS standing
FROM sided AS s
LEFT JOIN word USING (record_id_l, record_id_r)

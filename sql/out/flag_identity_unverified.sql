-- identity_unverified: a proposed person or a valid SKTM's holder cannot be found in dukcapil. Not
-- raised when there is no dukcapil extract. Somebody too close in dukcapil calls for
-- review; one likelier than not the same is found.
WITH concerned AS (
    SELECT person_id, household_id, record_id, 'proposed' AS code FROM out.proposal
    UNION ALL
    SELECT person_id, household_id, record_id, 'sktm_holder' FROM out.certificate WHERE valid
),
unverified AS (
    SELECT
        c.person_id,
        c.household_id,
        c.code,
        p.nama,
        list(DISTINCT c.record_id ORDER BY c.record_id) AS record_ids,
        list(fact('anggota', [c.person_id, identity(said)])) AS facts
    FROM concerned AS c
    JOIN out.person AS p USING (person_id)
    JOIN core.person AS said USING (record_id)
    WHERE NOT p.in_dukcapil
    GROUP BY ALL
),
near AS (
    SELECT l.person_id, max(l.probability) AS probability
    FROM out.lookalike AS l
    JOIN out.person AS other ON other.person_id = l.other_id
    WHERE other.in_dukcapil
    GROUP BY l.person_id
),
person AS (
    SELECT
        unverified.*,
        coalesce(near.probability, 0) AS near_probability,
        coalesce(near.probability, 0) >= $near_match AS is_near
    FROM unverified
    LEFT JOIN near USING (person_id)
)
SELECT
    'identity_unverified' AS kind,
    NULL AS subtype,
    household_id,
    list(person_id ORDER BY person_id) AS person_ids,
    code,
    array_to_string(list(nama ORDER BY nama, person_id), ', ')
    || CASE code
        WHEN 'proposed' THEN ' diusulkan desa'
        ELSE ' memegang SKTM yang berlaku'
    END
    || ', tetapi tidak ditemukan di data Dukcapil' || age_of('dukcapil') || '.'
    || CASE WHEN is_near THEN ' Mungkin ada di sana dengan tulisan lain: periksa dulu.' ELSE '' END
    || ' Minta fotokopi KK/KTP.' AS evidence,
    flatten(list(record_ids ORDER BY person_id)) AS record_ids,
    flatten(list(facts)) AS facts,
    1 - product(near_probability) AS probability,
    is_near AS needs_review
FROM person
WHERE $dukcapil_known AND near_probability < $likely
GROUP BY household_id, code, is_near

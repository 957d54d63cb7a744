-- duplicate_submission: two villages proposed the same household.
WITH by_village AS (
    SELECT
        household_id,
        village_code,
        1 - product(1 - probability) AS probability
    FROM out.proposal
    WHERE village_code IS NOT NULL
    GROUP BY household_id, village_code
),
twice AS (
    SELECT
        b.household_id,
        array_to_string(list(
            coalesce(v.label, b.village_code) ORDER BY b.village_code
        ), ' dan ') AS villages,
        list(fact('desa', [b.village_code])) AS facts,
        list_product(list_sort(list(b.probability), 'DESC')[1:2]) AS probability
    FROM by_village AS b
    LEFT JOIN out.village AS v USING (village_code)
    GROUP BY b.household_id
    HAVING count(*) >= 2
),
proposing AS (
    SELECT
        household_id,
        list(DISTINCT person_id ORDER BY person_id) AS person_ids,
        list(record_id ORDER BY record_id) AS record_ids
    FROM out.proposal
    WHERE village_code IS NOT NULL
    GROUP BY household_id
)
SELECT
    'duplicate_submission' AS kind,
    NULL AS subtype,
    t.household_id,
    proposing.person_ids,
    'several_villages' AS code,
    'Keluarga ' || s.head_name || ' diusulkan oleh lebih dari satu desa: ' || t.villages
    || '. Tentukan desa tempat tinggalnya sekarang.' AS evidence,
    proposing.record_ids,
    t.facts,
    t.probability,
    t.probability < $accept AS needs_review
FROM twice AS t
JOIN proposing USING (household_id)
JOIN out.household_status AS s USING (household_id)

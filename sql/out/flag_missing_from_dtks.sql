-- missing_from_dtks: a village proposed the household and it is poor or unknown, or nobody proposed
-- it and it holds a valid SKTM without disqualification; and it is neither in the registry nor a
-- desil_mismatch. Confidence: the chance that none of its people is the nearest registry person.
WITH letter AS (
    SELECT
        household_id,
        list(DISTINCT person_id ORDER BY person_id) AS person_ids,
        list(record_id ORDER BY record_id) AS record_ids,
        1 - product(1 - probability) AS probability,
        max(valid_until) AS valid_until,
        list(letter(c)) AS facts
    FROM out.certificate AS c
    WHERE valid AND holder_death IS DISTINCT FROM 'before'
    GROUP BY household_id
),
nearest AS (
    SELECT
        here.household_id,
        max(l.probability) AS probability,
        min_by(l.record_id, (-l.probability, l.record_id)) AS record_id
    FROM out.lookalike AS l
    JOIN out.person AS here USING (person_id)
    WHERE NOT here.dead
        AND l.other_id IN (SELECT person_id FROM out.registry_member WHERE counts)
    GROUP BY here.household_id
),
proposer AS (
    SELECT
        p.household_id,
        string_agg(coalesce(v.label, p.village_code), ' dan ' ORDER BY p.village_code) AS villages
    FROM (
        SELECT household_id, unnest(proposing_villages) AS village_code FROM out.household_status
    ) AS p
    LEFT JOIN out.village AS v USING (village_code)
    GROUP BY p.household_id
),
criterion AS (
    SELECT m.household_id, string_agg(r.words, ', ' ORDER BY m.code) AS words
    FROM (
        SELECT household_id, unnest(criteria_met) AS code FROM out.household_status
    ) AS m
    JOIN out.rule AS r ON r.kind = 'criterion' AND r.code = m.code
    GROUP BY m.household_id
),
missing AS (
    SELECT
        s.household_id,
        s.head_name,
        s.criteria_missing,
        s.proposed,
        coalesce(proposer.villages, 'desa') AS villages,
        criterion.words,
        coalesce(nearest.probability, 0) AS near_probability,
        nearest.record_id AS near_record,
        CASE WHEN s.proposed THEN proposing.person_ids ELSE letter.person_ids END AS person_ids,
        CASE WHEN s.proposed THEN proposing.record_ids ELSE letter.record_ids END AS record_ids,
        CASE WHEN s.proposed THEN proposing.probability ELSE letter.probability END AS probability,
        letter.valid_until,
        -- who lives there, and which villages say that they are how poor, or which letters they
        -- hold; next to whoever is like them in the registry, with what is said of that person
        list_concat(
            family.facts,
            CASE
                WHEN s.proposed THEN list_append(
                    proposal(s),
                    fact(
                        'kriteria kosong',
                        CASE s.poverty WHEN 'unknown' THEN s.criteria_missing ELSE [] END
                    )
                )
                ELSE letter.facts
            END
        ) AS facts,
        CASE
            WHEN NOT s.proposed THEN 'sktm_only'
            WHEN coalesce(nearest.probability, 0) >= $near_match THEN 'near_match'
            WHEN s.poverty = 'unknown' THEN 'indicators_missing'
            ELSE 'confirmed_poor'
        END AS subtype
    FROM out.household_status AS s
    LEFT JOIN out.proposed_household AS proposing USING (household_id)
    LEFT JOIN letter USING (household_id)
    LEFT JOIN nearest USING (household_id)
    LEFT JOIN living_family() AS family USING (household_id)
    LEFT JOIN proposer USING (household_id)
    LEFT JOIN criterion USING (household_id)
    WHERE $registry_known
        AND s.living > 0
        AND NOT s.in_registry
        AND NOT (coalesce(s.poverty = 'poor', FALSE) AND s.dtsen_desil IS NOT NULL)
        AND (
            (s.proposed AND s.poverty IN ('poor', 'unknown'))
            OR (NOT s.proposed AND letter.household_id IS NOT NULL AND NOT s.disqualified)
        )
)
SELECT
    'missing_from_dtks' AS kind,
    subtype,
    household_id,
    person_ids,
    subtype AS code,
    CASE subtype
        WHEN 'sktm_only' THEN
            'Keluarga ' || head_name || ' memegang SKTM yang berlaku sampai '
            || strftime(valid_until, '%d-%m-%Y')
            || ', tetapi tidak diusulkan desa bulan ini dan tidak ada anggotanya di '
            || registries() || '. Tanyakan kepada desa apakah perlu diusulkan.'
        WHEN 'near_match' THEN
            'Keluarga ' || head_name || ' diusulkan ' || villages
            || ' dan tidak ditemukan di ' || registries()
            || ', tetapi ada orang di sana yang sangat mirip dengan salah satu'
            || ' anggotanya. Pastikan dulu apakah orangnya sama.'
        WHEN 'indicators_missing' THEN
            'Keluarga ' || head_name || ' diusulkan ' || villages
            || ' dan tidak ditemukan di ' || registries() || ', tetapi ' || len(criteria_missing)
            || ' dari 8 kriteria kemiskinan belum diisi. Lengkapi kriterianya.'
        ELSE
            'Keluarga ' || head_name || ' diusulkan ' || villages || ', memenuhi kriteria miskin ('
            || words
            || '), dan tidak ada anggotanya di ' || registries()
            || '. Usulkan bila keadaannya benar.'
    END AS evidence,
    CASE WHEN subtype = 'near_match' THEN list_append(record_ids, near_record) ELSE record_ids END
        AS record_ids,
    CASE
        WHEN subtype = 'near_match' THEN
            list_append(missing.facts, fact('mirip', [link.row_evidence(near)]))
        ELSE missing.facts
    END AS facts,
    probability * (1 - near_probability) AS probability,
    subtype <> 'confirmed_poor' AS needs_review
FROM missing
LEFT JOIN core.person AS near ON near.record_id = missing.near_record

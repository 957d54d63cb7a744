-- missing_from_dtks: a family that ought to be in the period's registry, is not, and does not stand
-- in DTSEN above desil_max either (that is a desil_mismatch). Confidence: the chance that none of
-- its people is the nearest registry person.
WITH nearest AS (
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
missing AS (
    SELECT
        u.*,
        coalesce(nearest.probability, 0) AS near_probability,
        nearest.record_id AS near_record,
        CASE
            WHEN NOT u.proposed THEN 'sktm_only'
            WHEN coalesce(nearest.probability, 0) >= $near_match THEN 'near_match'
            WHEN u.in_dtsen AND u.dtsen_desil IS NULL THEN 'desil_missing'
            WHEN u.poverty = 'unknown' THEN 'indicators_missing'
            ELSE 'confirmed_poor'
        END AS subtype
    FROM out.unregistered AS u
    LEFT JOIN nearest USING (household_id)
    WHERE NOT u.desil_above
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
            || ', tetapi tidak diusulkan desa bulan ini dan ' || standing_words
            || '. Tanyakan kepada desa apakah perlu diusulkan.'
        WHEN 'near_match' THEN
            'Keluarga ' || head_name || ' diusulkan ' || villages || ' dan ' || standing_words
            || ', tetapi di ' || registry_name(near.source)
            || ' ada orang yang sangat mirip dengan salah satu anggotanya.'
            || ' Pastikan dulu apakah orangnya sama.'
        WHEN 'desil_missing' THEN
            'Keluarga ' || head_name || ' diusulkan ' || villages || ' dan ' || standing_words
            || '. Minta pemeringkatan desilnya.'
        WHEN 'indicators_missing' THEN
            'Keluarga ' || head_name || ' diusulkan ' || villages || ' dan ' || standing_words
            || ', tetapi ' || len(criteria_missing)
            || ' dari 8 kriteria kemiskinan belum diisi. Lengkapi kriterianya.'
        ELSE
            'Keluarga ' || head_name || ' diusulkan ' || villages || ', memenuhi kriteria miskin ('
            || criteria_words || '), dan ' || standing_words || '. Usulkan bila keadaannya benar.'
    END || elsewhere AS evidence,
    CASE WHEN subtype = 'near_match' THEN list_append(record_ids, near_record) ELSE record_ids END
        AS record_ids,
    CASE
        WHEN subtype = 'near_match' THEN
            list_append(missing.facts, fact('mirip', [link.row_evidence(near)]))
        WHEN subtype = 'desil_missing' THEN list_append(missing.facts, fact('desil', ['']))
        ELSE missing.facts
    END AS facts,
    probability * (1 - near_probability) AS probability,
    subtype <> 'confirmed_poor' AS needs_review
FROM missing
LEFT JOIN core.person AS near ON near.record_id = missing.near_record

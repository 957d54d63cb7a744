-- desil_mismatch: a family that ought to be in the period's registry and stands in DTSEN, but with
-- a desil above desil_max. Only a poor one needs no review.
WITH ranked AS (
    SELECT
        m.household_id,
        list(m.record_id ORDER BY m.record_id) AS record_ids,
        1 - product(1 - m.probability) AS probability
    FROM out.registry_member AS m
    LEFT JOIN link.person_household AS ph USING (person_id)
    WHERE m.registry = 'dtsen' AND m.desil IS NOT NULL AND NOT coalesce(ph.dead, FALSE)
    GROUP BY m.household_id
),
mismatched AS (
    SELECT
        u.*,
        CASE
            WHEN NOT u.proposed THEN 'sktm_only'
            WHEN u.poverty = 'unknown' THEN 'indicators_missing'
            ELSE 'confirmed_poor'
        END AS subtype
    FROM out.unregistered AS u
    WHERE u.desil_above
)
SELECT
    'desil_mismatch' AS kind,
    u.subtype,
    u.household_id,
    u.person_ids,
    CASE u.subtype
        WHEN 'confirmed_poor' THEN 'desil_above' ELSE 'desil_above_' || u.subtype
    END AS code,
    CASE u.subtype
        WHEN 'sktm_only' THEN
            'Keluarga ' || u.head_name || ' memegang SKTM yang berlaku sampai '
            || strftime(u.valid_until, '%d-%m-%Y') || ', tidak diusulkan desa bulan ini, dan '
            || u.standing_words || '. Tanyakan kepada desa bagaimana keadaannya.'
        WHEN 'indicators_missing' THEN
            'Keluarga ' || u.head_name || ' diusulkan ' || u.villages || ' dan '
            || u.standing_words || ', tetapi ' || len(u.criteria_missing)
            || ' dari 8 kriteria kemiskinan belum diisi. Lengkapi kriterianya.'
        ELSE
            'Keluarga ' || u.head_name || ' memenuhi kriteria miskin (' || u.criteria_words
            || ') menurut ' || u.villages || ', tetapi ' || u.standing_words
            || '. Usulkan pemutakhiran desilnya.'
    END || u.elsewhere AS evidence,
    list_concat(u.record_ids, ranked.record_ids) AS record_ids,
    list_append(u.facts, fact('desil', [u.dtsen_desil::VARCHAR])) AS facts,
    u.probability * ranked.probability AS probability,
    u.subtype <> 'confirmed_poor' AS needs_review
FROM mismatched AS u
JOIN ranked USING (household_id)

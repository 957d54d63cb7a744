-- desil_mismatch: poor by the criteria, but in DTSEN only with a desil above desil_max.
WITH ranked AS (
    SELECT
        m.household_id,
        list(m.record_id ORDER BY m.record_id) AS record_ids,
        1 - product(1 - m.probability) AS probability
    FROM out.registry_member AS m
    LEFT JOIN link.person_household AS ph USING (person_id)
    WHERE m.registry = 'dtsen' AND m.desil IS NOT NULL AND NOT coalesce(ph.dead, FALSE)
    GROUP BY m.household_id
)
SELECT
    'desil_mismatch' AS kind,
    NULL AS subtype,
    s.household_id,
    proposing.person_ids,
    'desil_above' AS code,
    'Keluarga ' || s.head_name || ' memenuhi kriteria miskin menurut desa, tetapi di DTSEN'
    || age_of('dtsen') || ' tercatat pada desil ' || s.dtsen_desil
    || '. Usulkan pemutakhiran desilnya.' AS evidence,
    list_concat(proposing.record_ids, ranked.record_ids) AS record_ids,
    list_concat(family.facts, proposal(s), [fact('desil', [s.dtsen_desil::VARCHAR])]) AS facts,
    ranked.probability,
    FALSE AS needs_review
FROM out.household_status AS s
JOIN out.proposed_household AS proposing USING (household_id)
JOIN ranked USING (household_id)
JOIN living_family() AS family USING (household_id)
WHERE s.living > 0 AND s.poverty = 'poor' AND NOT s.in_registry AND s.dtsen_desil > $desil_max

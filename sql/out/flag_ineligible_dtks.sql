-- ineligible_dtks: a living member of a household in the registry is disqualified (same reasons as
-- for an SKTM, the holder's death aside: deceased_in_dtks covers deaths).
WITH registered AS (
    SELECT
        m.household_id,
        list(m.record_id ORDER BY m.record_id) AS record_ids,
        -- which entries the family has, whoever of it they name
        list(fact(m.registry, [d.idbdt])) AS facts,
        max(m.probability) AS probability,
        string_agg(DISTINCT registry_name(m.registry), ' dan ') AS registries
    FROM out.registry_member AS m
    LEFT JOIN core.dtks_member AS d USING (record_id)
    WHERE m.counts
    GROUP BY m.household_id
)
SELECT
    'ineligible_dtks' AS kind,
    NULL AS subtype,
    d.household_id,
    [d.person_id] AS person_ids,
    d.code,
    'Keluarga ' || any_value(s.head_name) || ' terdaftar di ' || any_value(r.registries)
    || ', padahal anggota keluarga ' || any_value(p.nama) || ' ' || min(d.detail) || '.'
    || CASE
        WHEN bool_or(d.certain) THEN ' Periksa keadaannya di lapangan.'
        WHEN d.code = 'ahu' THEN ' Nama pengurus bisa saja dipinjam: tanyakan dulu.'
        WHEN d.code = 'bpjstk' THEN
            ' Belum pasti orangnya sama atau masih bekerja: periksa dulu.'
        ELSE ' Belum pasti orangnya sama: periksa dulu.'
    END AS evidence,
    list_concat(any_value(r.record_ids), list(d.record_id ORDER BY d.record_id)) AS record_ids,
    list_concat(any_value(r.facts), [fact('anggota', [d.person_id])], list(d.fact)) AS facts,
    any_value(r.probability) * (1 - product(1 - d.probability)) AS probability,
    NOT bool_or(d.certain) AS needs_review
FROM out.disqualification AS d
JOIN out.household_status AS s ON s.household_id = d.household_id AND s.in_registry
JOIN registered AS r ON r.household_id = d.household_id
JOIN out.person AS p ON p.person_id = d.person_id
GROUP BY d.household_id, d.person_id, d.code

-- duplicate_in_dtks: one person has two or more IDARTBDT. The same IDARTBDT in overlapping
-- extracts is one. The second surest of the entries decides how sure the finding is. Where a twin
-- is in no registry, one of the entries may be the twin's: a person has to look.
WITH entry AS (
    SELECT
        m.person_id,
        m.household_id,
        m.idartbdt,
        max(m.probability) AS probability
    FROM out.registry_member AS m
    WHERE m.registry = 'dtks' AND m.idartbdt IS NOT NULL
    GROUP BY m.person_id, m.household_id, m.idartbdt
),
twice AS (
    SELECT
        person_id,
        household_id,
        count(*) AS entries,
        list_sort(list(probability), 'DESC')[2] AS probability
    FROM entry
    GROUP BY person_id, household_id
    HAVING count(*) >= 2
),
unregistered_twin AS (
    SELECT DISTINCT t.person_id
    FROM twice AS t
    JOIN out.person AS own USING (person_id)
    JOIN out.person AS twin
        ON twin.household_id = own.household_id
        AND twin.birth_date = own.birth_date
        AND twin.person_id <> own.person_id
    WHERE NOT twin.in_dtks
),
evidence_row AS (
    SELECT
        m.person_id,
        list(m.record_id ORDER BY m.record_id) AS record_ids,
        list(fact('dtks', [m.idartbdt, link.row_evidence(p)])) AS facts
    FROM out.registry_member AS m
    JOIN core.person AS p USING (record_id)
    WHERE m.registry = 'dtks' AND m.idartbdt IS NOT NULL
    GROUP BY m.person_id
)
SELECT
    'duplicate_in_dtks' AS kind,
    NULL AS subtype,
    t.household_id,
    [t.person_id] AS person_ids,
    'several_idartbdt' AS code,
    p.nama || ' tercatat ' || t.entries || ' kali di DTKS dengan IDARTBDT yang berbeda.'
    || CASE
        WHEN u.person_id IS NOT NULL THEN
            ' Kembarannya belum tercatat: pastikan dulu salah satunya bukan kembarannya.'
        ELSE ' Usulkan satu saja yang dipakai.'
    END AS evidence,
    e.record_ids,
    list_append(e.facts, fact('anggota', [t.person_id])) AS facts,
    t.probability,
    t.probability < $accept OR u.person_id IS NOT NULL AS needs_review
FROM twice AS t
JOIN evidence_row AS e USING (person_id)
JOIN out.person AS p USING (person_id)
LEFT JOIN unregistered_twin AS u USING (person_id)

-- members_missing: the household is in the registry, but a living member whom this period's village
-- list or dukcapil knows is not. A member whom a registry person resembles too closely to be ruled
-- out calls for review; one that is likelier than not the same is no finding.
WITH known AS (
    SELECT rp.person_id, p.record_id
    FROM core.person AS p
    JOIN link.record_person AS rp USING (record_id)
    WHERE p.source = 'dukcapil'
    UNION ALL
    SELECT person_id, record_id
    FROM out.listed_person
    WHERE NOT gone
),
registered AS (
    SELECT household_id, string_agg(DISTINCT registry_name(registry), ' dan ') AS registries
    FROM out.registry_member
    WHERE counts
    GROUP BY household_id
),
-- a member may stand in DTSEN all the same, in another family there that is ranked too high
ranked AS (
    SELECT person_id, min(desil) AS desil
    FROM out.registry_member
    WHERE registry = 'dtsen' AND NOT listed AND desil IS NOT NULL
    GROUP BY person_id
),
absent AS (
    SELECT
        p.person_id,
        any_value(p.household_id) AS household_id,
        any_value(p.nama)
        || coalesce(' (di DTSEN pada desil ' || any_value(ranked.desil) || ')', '') AS nama,
        any_value(p.in_dukcapil) AS in_dukcapil,
        any_value(s.head_name) AS head_name,
        any_value(registered.registries) AS registries,
        list(known.record_id ORDER BY known.record_id) AS record_ids
    FROM out.person AS p
    JOIN known USING (person_id)
    JOIN out.household_status AS s ON s.household_id = p.household_id AND s.in_registry
    JOIN registered ON registered.household_id = p.household_id
    LEFT JOIN ranked ON ranked.person_id = p.person_id
    WHERE NOT p.dead
        AND p.person_id NOT IN (
            SELECT person_id FROM out.registry_member WHERE counts AND person_id IS NOT NULL
        )
    GROUP BY p.person_id
),
-- one of a twin's two entries may be the missing twin's
twin_twice AS (
    SELECT own.person_id
    FROM absent AS own
    JOIN out.person AS me USING (person_id)
    JOIN out.person AS twin
        ON twin.household_id = me.household_id
        AND twin.birth_date = me.birth_date
        AND twin.person_id <> me.person_id
    JOIN out.registry_member AS m ON m.person_id = twin.person_id
    WHERE m.registry = 'dtks'
    GROUP BY own.person_id, twin.person_id
    HAVING count(DISTINCT m.idartbdt) > 1
),
near AS (
    SELECT
        n.person_id,
        max(n.probability) AS probability,
        list(fact('mirip', [link.row_evidence(p)])) FILTER (p.record_id IS NOT NULL) AS facts
    FROM (
        SELECT person_id, probability, record_id
        FROM out.lookalike
        WHERE other_id IN (SELECT person_id FROM out.registry_member WHERE counts)
        UNION ALL
        SELECT person_id, $near_match, NULL FROM twin_twice
    ) AS n
    LEFT JOIN core.person AS p USING (record_id)
    GROUP BY n.person_id
),
member AS (
    SELECT
        absent.*,
        coalesce(near.probability, 0) AS near_probability,
        coalesce(near.probability, 0) >= $near_match AS is_near,
        list_concat(
            [fact('anggota', [person_id, in_dukcapil::VARCHAR])],
            CASE WHEN is_near THEN near.facts END
        ) AS facts
    FROM absent
    LEFT JOIN near USING (person_id)
)
SELECT
    'members_missing' AS kind,
    NULL AS subtype,
    household_id,
    list(person_id ORDER BY person_id) AS person_ids,
    CASE WHEN is_near THEN 'member_near_match' ELSE 'member_missing' END AS code,
    'Keluarga ' || any_value(head_name) || ' terdaftar di ' || any_value(registries) || ', tetapi '
    || count(*) || ' anggotanya belum: '
    || array_to_string(list(nama ORDER BY nama, person_id), ', ')
    || CASE
        WHEN is_near THEN '. Mungkin sudah tercatat dengan tulisan lain: periksa dulu.'
        ELSE '. Usulkan agar anggotanya ditambahkan.'
    END AS evidence,
    flatten(list(record_ids ORDER BY person_id)) AS record_ids,
    flatten(list(facts)) AS facts,
    1 - product(near_probability) AS probability,
    is_near AS needs_review
FROM member
WHERE $registry_known AND near_probability < $likely
GROUP BY household_id, is_near

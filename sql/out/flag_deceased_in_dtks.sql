-- deceased_in_dtks: a person whom a registry lists, one that does not decide included, is in the
-- death register, or dead by Dukcapil.
WITH dead_row AS (
    SELECT
        rp.person_id,
        p."table" AS says,
        list(p.record_id ORDER BY p.record_id) AS record_ids,
        list(death(g, p)) AS facts,
        max(rp.probability) AS probability,
        max(g.tanggal_meninggal) AS died
    FROM core.person AS p
    JOIN link.record_person AS rp USING (record_id)
    LEFT JOIN core.register AS g USING (record_id)
    WHERE p."table" = 'kematian' OR (p.source = 'dukcapil' AND p.dead)
    GROUP BY rp.person_id, p."table"
),
registered AS (
    SELECT
        person_id,
        household_id,
        list(record_id ORDER BY record_id) AS record_ids,
        list(fact(registry, [idartbdt])) AS facts,
        max(probability) AS probability,
        string_agg(DISTINCT registry_name(registry), ' dan ') AS registries
    FROM out.registry_member
    WHERE listed AND person_id IS NOT NULL
    GROUP BY person_id, household_id
)
SELECT
    'deceased_in_dtks' AS kind,
    NULL AS subtype,
    r.household_id,
    [r.person_id] AS person_ids,
    d.says AS code,
    p.nama || ' masih tercatat di ' || r.registries || ', padahal '
    || CASE d.says
        WHEN 'kematian' THEN
            'ada di register kematian'
            || age_of('kematian')
            || coalesce(' (meninggal ' || strftime(d.died, '%d-%m-%Y') || ')', '')
        ELSE 'Dukcapil' || age_of('dukcapil') || ' mencatatnya sudah meninggal'
    END || '. Pastikan di lapangan, lalu usulkan dikeluarkan.' AS evidence,
    list_concat(r.record_ids, d.record_ids) AS record_ids,
    list_concat([fact('anggota', [r.person_id])], r.facts, d.facts) AS facts,
    r.probability * d.probability AS probability,
    least(r.probability, d.probability) < $accept AS needs_review
FROM registered AS r
JOIN dead_row AS d USING (person_id)
JOIN out.person AS p USING (person_id)
WHERE p.dead

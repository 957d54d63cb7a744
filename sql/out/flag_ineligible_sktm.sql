-- ineligible_sktm: the household holds an SKTM valid in the period and a living member is
-- disqualified, or the named holder died before the letter's date. AHU alone and a death that only
-- Dukcapil states, without a date, call for review.
WITH letter AS (
    SELECT
        c.household_id,
        max(c.probability) AS probability,
        list(c.record_id ORDER BY c.record_id) AS record_ids,
        list(letter(c)) AS facts,
        list(DISTINCT c.person_id ORDER BY c.person_id) AS person_ids,
        array_to_string(
            list(DISTINCT coalesce(p.nama, 'tanpa nama') ORDER BY coalesce(p.nama, 'tanpa nama')),
            ', '
        ) AS holders
    FROM out.certificate AS c
    JOIN out.person AS p USING (person_id)
    WHERE c.valid
    GROUP BY c.household_id
),
member AS (
    SELECT
        d.household_id,
        list_distinct(list_append(any_value(letter.person_ids), d.person_id)) AS person_ids,
        d.code,
        'SKTM atas nama ' || any_value(letter.holders)
        || ' masih berlaku, padahal anggota keluarga '
        || any_value(p.nama) || ' ' || min(d.detail) || '.'
        || CASE
            WHEN bool_or(d.certain) THEN ' Periksa keadaannya di lapangan.'
            WHEN d.code = 'ahu' THEN ' Nama pengurus bisa saja dipinjam: tanyakan dulu.'
            WHEN d.code = 'bpjstk' THEN
                ' Belum pasti orangnya sama atau masih bekerja: periksa dulu.'
            ELSE ' Belum pasti orangnya sama: periksa dulu.'
        END AS evidence,
        list_concat(any_value(letter.record_ids), list(d.record_id ORDER BY d.record_id))
            AS record_ids,
        list_concat(
            any_value(letter.facts), [fact('anggota', [d.person_id])], list(d.fact)
        ) AS facts,
        any_value(letter.probability) * (1 - product(1 - d.probability)) AS probability,
        NOT bool_or(d.certain) AS needs_review
    FROM out.disqualification AS d
    JOIN letter USING (household_id)
    JOIN out.person AS p ON p.person_id = d.person_id
    GROUP BY d.household_id, d.person_id, d.code
),
holder AS (
    SELECT
        c.household_id,
        [c.person_id] AS person_ids,
        CASE c.holder_death WHEN 'before' THEN 'holder_died' ELSE 'holder_dead_undated' END AS code,
        'SKTM nomor ' || coalesce(any_value(c.nomor_surat), '(kosong)') || ' tertanggal '
        || strftime(min(c.issued), '%d-%m-%Y') || ' atas nama ' || any_value(p.nama)
        || CASE c.holder_death
            WHEN 'before' THEN
                ' terbit sesudah pemegangnya tercatat meninggal. Tanyakan siapa yang memakainya.'
            ELSE
                ' masih berlaku, padahal Dukcapil' || age_of('dukcapil')
                || ' mencatat pemegangnya meninggal tanpa tanggal:'
                || ' periksa kapan meninggalnya.'
        END AS evidence,
        list_sort(list_distinct(
            list_concat(list(c.record_id), list(c.death_record_id))
        )) AS record_ids,
        list_concat(list(letter(c)), list(death(g, gone))) AS facts,
        max(c.probability * c.death_probability) AS probability,
        c.holder_death = 'undated' OR max(least(c.probability, c.death_probability)) < $accept
            AS needs_review
    FROM out.certificate AS c
    JOIN out.person AS p USING (person_id)
    LEFT JOIN core.person AS gone ON gone.record_id = c.death_record_id
    LEFT JOIN core.register AS g ON g.record_id = c.death_record_id
    WHERE c.valid AND c.holder_death IS NOT NULL
    GROUP BY c.household_id, c.person_id, c.holder_death
),
reason AS (
    SELECT * FROM member
    UNION ALL BY NAME
    SELECT * FROM holder
)
SELECT 'ineligible_sktm' AS kind, NULL AS subtype, reason.* FROM reason

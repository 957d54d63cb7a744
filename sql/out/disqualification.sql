-- out.disqualification: register rows that speak against help, for living members.
-- Hard: civil servants, TNI/Polri, BUMN and their pensioners; wage at or above UMK; electricity and
-- wheels at or above the configured size. A wage row
-- that does not say whether the worker is active cannot decide. AHU only ever calls for review:
-- names were borrowed.
-- A row decides by itself only when its link is as sure as any automatic link. A row that is
-- nobody's yet but is more likely than not a member's calls for review.
WITH speaking AS (
    SELECT
        g.record_id,
        g."table" AS code,
        CASE g."table"
            WHEN 'ahu' THEN FALSE
            WHEN 'bpjstk' THEN coalesce(g.aktif, FALSE)
            ELSE TRUE
        END AS hard,
        CASE g."table"
            WHEN 'asn' THEN concat_ws(
                ' ',
                'tercatat pada data ASN/TNI/Polri/BUMN',
                '(' || coalesce(g.jenis, g.instansi) || ')'
            )
            WHEN 'bpjstk' THEN
                -- the amount stays in the register: villages read this sentence
                'tercatat sebagai pekerja BPJS Ketenagakerjaan dengan upah setara UMK atau lebih'
            WHEN 'pln' THEN
                'tercatat sebagai pelanggan listrik ' || g.daya_va::BIGINT || ' VA'
            WHEN 'kendaraan' THEN
                'tercatat memiliki kendaraan beroda ' || g.roda
            WHEN 'ahu' THEN concat_ws(
                ' ', 'tercatat sebagai pengurus badan usaha', g.instansi
            )
        END || coalesce(age.words, '') AS detail,
        entry(g, p) AS fact
    FROM core.register AS g
    JOIN core.person AS p USING (record_id)
    LEFT JOIN out.source_age AS age ON age.source = g."table"
    WHERE $disqualification_in_force AND (
        g."table" IN ('asn', 'ahu')
        OR (g."table" = 'bpjstk' AND coalesce(g.aktif, TRUE) AND g.upah >= $umk)
        OR (g."table" = 'pln' AND g.daya_va >= $daya_va_min)
        OR (g."table" = 'kendaraan' AND g.roda >= $roda_min)
    )
),
joined AS (
    SELECT
        ph.household_id,
        ph.person_id,
        s.record_id,
        s.code,
        rp.probability,
        s.hard AND (rp.match_reason IN ('decision', 'nik') OR rp.probability >= $accept) AS certain,
        s.detail,
        s.fact
    FROM speaking AS s
    JOIN link.record_person AS rp USING (record_id)
    JOIN link.person_household AS ph USING (person_id)
    WHERE NOT ph.dead AND rp.probability >= $review
),
-- register rows whose person is known from no list of residents
nobodys AS (
    SELECT s.record_id, s.code, s.detail, s.fact, rp.person_id
    FROM speaking AS s
    JOIN link.record_person AS rp USING (record_id)
    WHERE s.hard AND rp.person_id NOT IN (
        SELECT rp2.person_id
        FROM link.record_person AS rp2
        JOIN core.person AS p USING (record_id)
        JOIN core.source_table AS t ON t."table" = p."table"
        WHERE t.residents
    )
),
near AS (
    SELECT record_id_l AS record_id, person_id_r AS person_id, probability
    FROM link.candidate
    WHERE probability >= $likely
    UNION ALL
    SELECT record_id_r, person_id_l, probability
    FROM link.candidate
    WHERE probability >= $likely
),
likely AS (
    SELECT
        ph.household_id,
        ph.person_id,
        n.record_id,
        n.code,
        max(near.probability) AS probability,
        FALSE AS certain,
        n.detail,
        n.fact
    FROM nobodys AS n
    JOIN near USING (record_id)
    JOIN link.person_household AS ph ON ph.person_id = near.person_id
    WHERE NOT ph.dead
    GROUP BY ALL
)
SELECT * FROM joined
UNION ALL BY NAME
SELECT * FROM likely

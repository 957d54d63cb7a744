-- out.registry_member: who stands in a registry, whether as somebody it lists (a DTSEN row is
-- listed when the lowest desil of the families of its KK is at most desil_max; a family split
-- over several rows takes the lowest), and whether that counts: only in a registry that decides
-- this period. A DTSEN family whose KK has no member rows stands for its household.
WITH desil_of AS (
    SELECT kk, min(desil) AS desil
    FROM core.household
    WHERE "table" = 'dtsen_keluarga' AND kk IS NOT NULL
    GROUP BY kk
),
dtks AS (
    SELECT
        p.record_id,
        'dtks' AS registry,
        rp.person_id,
        ph.household_id,
        d.idartbdt,
        NULL::BIGINT AS desil,
        TRUE AS listed,
        rp.probability
    FROM core.person AS p
    JOIN link.record_person AS rp USING (record_id)
    JOIN link.person_household AS ph USING (person_id)
    LEFT JOIN core.dtks_member AS d USING (record_id)
    WHERE p.source = 'dtks'
),
dtsen AS (
    SELECT
        p.record_id,
        'dtsen' AS registry,
        rp.person_id,
        ph.household_id,
        NULL AS idartbdt,
        coalesce(desil_of.desil, own.desil) AS desil,
        coalesce(coalesce(desil_of.desil, own.desil) <= $desil_max, FALSE) AS listed,
        rp.probability
    FROM core.person AS p
    JOIN link.record_person AS rp USING (record_id)
    JOIN link.person_household AS ph USING (person_id)
    LEFT JOIN desil_of ON desil_of.kk = p.kk
    LEFT JOIN core.household AS own ON own.record_id = p.record_id
    WHERE p.source = 'dtsen'
),
memberless AS (
    SELECT
        h.record_id,
        'dtsen' AS registry,
        NULL AS person_id,
        rh.household_id,
        NULL AS idartbdt,
        desil_of.desil,
        coalesce(desil_of.desil <= $desil_max, FALSE) AS listed,
        1.0 AS probability
    FROM core.household AS h
    JOIN link.record_household AS rh USING (record_id)
    JOIN desil_of USING (kk)
    WHERE h."table" = 'dtsen_keluarga'
        AND h.record_id NOT IN (SELECT record_id FROM core.person)
        AND h.kk NOT IN (SELECT kk FROM core.person WHERE source = 'dtsen' AND kk IS NOT NULL)
),
entry AS (
    SELECT * FROM dtks
    UNION ALL BY NAME
    SELECT * FROM dtsen
    UNION ALL BY NAME
    SELECT * FROM memberless
)
SELECT entry.*, entry.listed AND r.decides AS counts
FROM entry
JOIN out.registry AS r USING (registry)

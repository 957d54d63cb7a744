-- out.listed_person: accepted rows about people in the village lists of this very period.
-- A list belongs to the village that most of its rows name: a family that lives elsewhere is still
-- proposed by the village that listed it. A district's file of several villages is split by row.
WITH listed AS (
    SELECT
        r.record_id,
        r.file,
        r.list_date,
        r.village_code,
        coalesce(p.family_key, r.record_id) AS family,
        coalesce(p.shdk = 'kepala', FALSE) AS is_head,
        p.dead OR coalesce(p.moved, FALSE) AS gone
    FROM core.record AS r
    JOIN core.person AS p USING (record_id)
    WHERE r.source = 'usulan-desa'
        AND r."table" = 'usulan_desa'
        AND r.outcome = 'accepted'
        AND r.period = $period
        AND r.carried_from IS NULL
),
named AS (
    SELECT file, village_code, count(*) AS rows, sum(count(*)) OVER (PARTITION BY file) AS located
    FROM listed
    WHERE village_code IS NOT NULL
    GROUP BY file, village_code
),
owner AS (
    SELECT file, village_code FROM named WHERE rows >= $owner_share * located
)
SELECT
    listed.record_id,
    listed.file,
    f.layout,
    listed.list_date,
    coalesce(owner.village_code, listed.village_code) AS village_code,
    rp.person_id,
    ph.household_id,
    rp.probability,
    listed.family,
    listed.is_head,
    listed.gone
FROM listed
JOIN link.record_person AS rp USING (record_id)
JOIN link.person_household AS ph USING (person_id)
LEFT JOIN owner ON owner.file = listed.file
LEFT JOIN (SELECT file, any_value(layout) AS layout FROM raw.file GROUP BY file) AS f
    ON f.file = listed.file

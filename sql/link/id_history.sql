-- What became of ids: what earlier months knew, and what happened since the last. Ids are followed
-- by their members: a person's rows (a DTKS member row keeps its number when its text is mended, so
-- it is known by that as well), a household's persons. Where there was no month before, nothing has
-- happened.
WITH row_of AS (
    SELECT 'before' AS month, rp.record_id, rp.person_id, p."table", p.register_id
    FROM linkage.previous_record_person rp JOIN linkage.previous_person p USING (record_id)
    UNION ALL
    SELECT 'today', rp.record_id, rp.person_id, p."table", p.register_id
    FROM link.record_person rp JOIN core.person p USING (record_id)
),
id_member AS (
    SELECT 'person' AS unit, month, record_id AS member, record_id AS counted,
        person_id AS id
    FROM row_of
    UNION ALL
    SELECT 'person', month, 'register ' || register_id, record_id, person_id
    FROM row_of
    WHERE "table" = 'dtks_art' AND register_id IS NOT NULL
    UNION ALL
    SELECT 'household', 'before', person_id, person_id, household_id
    FROM linkage.previous_person_household
    UNION ALL
    SELECT 'household', 'today', person_id, person_id, household_id FROM link.person_household
),
before AS (
    SELECT unit, member, id AS old_id FROM id_member WHERE month = 'before'
),
today AS (
    SELECT unit, member, counted, id AS new_id FROM id_member WHERE month = 'today'
),
went_over AS (
    SELECT unit, old_id, new_id, count(DISTINCT counted) AS shared
    FROM before JOIN today USING (unit, member)
    WHERE old_id <> new_id
    GROUP BY ALL
),
old_ids AS (SELECT DISTINCT unit, old_id FROM before),
new_ids AS (SELECT DISTINCT unit, new_id FROM today)
SELECT
    $period AS period,
    w.unit,
    CASE
        WHEN NOT EXISTS (FROM new_ids n WHERE n.unit = w.unit AND n.new_id = w.old_id) THEN 'merge'
        WHEN NOT EXISTS (FROM old_ids o WHERE o.unit = w.unit AND o.old_id = w.new_id) THEN 'split'
        ELSE 'moved'
    END AS kind,
    w.old_id,
    w.new_id,
    w.shared
FROM went_over w
UNION ALL
SELECT $period, unit, 'new', NULL, new_id, 0
FROM new_ids n
WHERE EXISTS (FROM before)
    AND NOT EXISTS (FROM old_ids o WHERE o.unit = n.unit AND o.old_id = n.new_id)
    AND NOT EXISTS (FROM went_over w WHERE w.unit = n.unit AND w.new_id = n.new_id)
UNION ALL
SELECT $period, unit, 'gone', old_id, NULL, 0
FROM old_ids o
WHERE NOT EXISTS (FROM new_ids n WHERE n.unit = o.unit AND n.new_id = o.old_id)
    AND NOT EXISTS (FROM went_over w WHERE w.unit = o.unit AND w.old_id = o.old_id)
UNION ALL
SELECT period, unit, kind, old_id, new_id, shared
FROM linkage.previous_id_history
WHERE period < $period

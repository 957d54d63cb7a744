-- in which registry the family is or was, since when or until when, and its desil
SELECT
    s.registry,
    bool_or(s.present) AS present,
    min(s.since) FILTER (s.present) AS since,
    max(s.last_period) AS last_period,
    count(*) FILTER (s.present) AS people,
    (
        SELECT min(m.desil) FROM registry_member AS m
        WHERE m.household_id = $household AND m.registry = s.registry
    ) AS desil
FROM registry_since AS s
JOIN person AS p USING (person_id)
WHERE p.household_id = $household
GROUP BY s.registry
ORDER BY s.registry

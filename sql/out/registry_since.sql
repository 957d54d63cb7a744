-- out.registry_since: since when each person is in a registry without a gap. Somebody who left
-- keeps the row, so that "until when" can be said, and starts again on coming back.
WITH now AS (
    SELECT DISTINCT person_id, registry FROM out.registry_member WHERE person_id IS NOT NULL
)

SELECT
    person_id,
    registry,
    CASE
        WHEN now.person_id IS NOT NULL AND NOT coalesce(before.present, FALSE) THEN $period
        ELSE before.since
    END AS since,
    CASE WHEN now.person_id IS NOT NULL THEN $period ELSE before.last_period END AS last_period,
    now.person_id IS NOT NULL AS present
FROM now
FULL JOIN previous_registry_since AS before USING (person_id, registry)

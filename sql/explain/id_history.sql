-- what became of the household's own id and of the ids of its people, newest first
SELECT *
FROM link.id_history
WHERE kind <> 'new'
    AND (
        (unit = 'household' AND $household IN (old_id, new_id))
        OR (
            unit = 'person'
            AND EXISTS (
                FROM link.person_household AS p
                WHERE p.household_id = $household AND p.person_id IN (old_id, new_id)
            )
        )
    )
ORDER BY period DESC, unit, kind, old_id, new_id

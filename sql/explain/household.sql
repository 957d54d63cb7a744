-- the household's status, with the names of its village and of those that proposed it
SELECT
    h.*, c.village_name, c.district_name,
    (
        SELECT list(v.village_name ORDER BY v.village_name)
        FROM out.coverage AS v
        WHERE list_contains(h.proposing_villages, v.village_code)
    ) AS proposed_by
FROM out.household_status AS h
LEFT JOIN out.coverage AS c USING (village_code)
WHERE h.household_id = $household

-- one family with the names of its village and of those that proposed it
SELECT
    h.*, v.label AS village_label, v.district_name,
    (
        SELECT list(o.label ORDER BY o.label)
        FROM village AS o
        WHERE list_contains(h.proposing_villages, o.village_code)
    ) AS proposed_by
FROM household AS h
LEFT JOIN village AS v USING (village_code)
WHERE h.household_id = $household

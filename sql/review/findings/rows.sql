-- every row about the family; what it says of a person where it names one, else of the family
SELECT r.* EXCLUDE (household_id, village_code), v.label AS village_label
FROM family_row AS r
LEFT JOIN village AS v USING (village_code)
WHERE r.household_id = $household
ORDER BY r.source, r.file, r.sheet, r."row"

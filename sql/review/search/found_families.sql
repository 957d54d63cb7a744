-- what the list of finds says of families
SELECT
    h.household_id, h.head_name, h.kk, h.rt, h.rw, h.living, h.in_dtks, h.in_dtsen,
    h.dtsen_desil,
    v.label AS village_label, v.district_name
FROM household AS h
LEFT JOIN village AS v USING (village_code)
WHERE h.household_id IN (SELECT unnest($households))

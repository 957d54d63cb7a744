-- one family, as the heading of a comparison
SELECT h.household_id, h.head_name, h.kk, h.alamat, h.rt, h.rw, h.members, v.label AS village_label
FROM household AS h
LEFT JOIN village AS v USING (village_code)
WHERE h.household_id = $household

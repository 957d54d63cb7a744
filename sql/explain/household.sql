SELECT h.*, c.village_name, c.district_name
FROM out.household_status AS h
LEFT JOIN out.coverage AS c USING (village_code)
WHERE h.household_id = $household

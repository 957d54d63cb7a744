-- what DTKS itself says of programmes, for people of the user's place
SELECT d.record_id, d.ada_pkh, d.ada_bpnt, d.ada_pbi, rp.person_id, rh.household_id
FROM published.core.dtks_member AS d
JOIN published.link.record_person AS rp USING (record_id)
JOIN published.link.record_household AS rh USING (record_id)
JOIN published.out.household_status AS h USING (household_id)
WHERE starts_with(coalesce(h.village_code, ''), getvariable('people'))

-- Households of whoever has a NIK in any row, as typed or as repaired.
SELECT DISTINCT ph.household_id
FROM core.person AS p
JOIN link.record_person AS rp USING (record_id)
JOIN link.person_household AS ph USING (person_id)
WHERE $nik IN (p.nik, p.nik_typed, p.nik_digits)
ORDER BY ph.household_id

-- numbers and addresses of the families of $households, for a file of the view
SELECT household_id, kk, alamat, rt, rw, head_nik
FROM (
    SELECT h.household_id, h.kk, h.alamat, h.rt, h.rw, p.nik AS head_nik
    FROM household AS h
    LEFT JOIN person AS p ON p.person_id = h.head_person_id
)
WHERE household_id IN (SELECT unnest($households))
ORDER BY household_id

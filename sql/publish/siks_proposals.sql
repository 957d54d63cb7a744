-- Members of the households an officer confirmed for proposal, head of the family first.
WITH standing AS (
    SELECT household_id, min(flag_id) AS flag_id
    FROM out.flag
    WHERE state <> 'resolved' AND kind IN ('missing_from_dtks', 'desil_mismatch')
    GROUP BY household_id
)
SELECT
    s.kk AS no_kk,
    p.nik,
    p.nama,
    p.birth_date AS tanggal_lahir,
    p.sex AS jenis_kelamin,
    p.shdk AS hubungan_keluarga,
    s.alamat,
    s.rt,
    s.rw,
    c.village_name AS desa,
    c.district_name AS kecamatan,
    s.village_code AS kode_desa,
    s.household_id,
    standing.flag_id
FROM out.household_status AS s
JOIN out.person AS p USING (household_id)
LEFT JOIN out.coverage AS c ON c.village_code = s.village_code
LEFT JOIN standing USING (household_id)
WHERE s.proposal_confirmed AND NOT p.dead
ORDER BY
    s.village_code NULLS LAST,
    s.household_id,
    p.person_id <> s.head_person_id NULLS LAST,
    p.birth_date NULLS LAST,
    p.person_id

-- Accepted rows of village lists ($village: of one village; null: of all) as typed, with what was
-- understood of them, the newest list first and without whom a replacement leaves out. `*` of raw
-- holds the typed texts; names with `read_` are the core's reading.
SELECT
    r.village_code,
    r.record_id,
    r.problems,
    coalesce(rp.person_id, r.record_id) AS person,
    p.nik AS read_nik,
    p.nik_status,
    p.kk AS read_kk,
    p.sex AS read_sex,
    p.birth_date AS read_birth,
    p.shdk AS read_shdk,
    coalesce(p.family_key, r.record_id) AS family,
    i.tempat_tinggal AS read_tempat_tinggal,
    i.kk_tidak_bekerja AS read_kk_tidak_bekerja,
    i.khawatir_pangan AS read_khawatir_pangan,
    i.pangan_lebih_separuh AS read_pangan_lebih_separuh,
    i.tidak_beli_pakaian AS read_tidak_beli_pakaian,
    i.lantai AS read_lantai,
    i.dinding AS read_dinding,
    i.jamban AS read_jamban,
    i.daya_listrik AS read_daya_listrik,
    u.* EXCLUDE (source, period, carried_from)
FROM core.record AS r
JOIN raw.usulan_desa AS u ON u.file = r.file AND u.sheet = r.sheet AND u."row" = r."row"
LEFT JOIN core.person AS p USING (record_id)
LEFT JOIN core.indicator AS i USING (record_id)
LEFT JOIN link.record_person AS rp USING (record_id)
LEFT JOIN out.village_list AS v ON v.file = r.file AND v.village_code = r.village_code
ANTI JOIN out.withdrawal AS w USING (record_id)
WHERE r."table" = 'usulan_desa'
    AND r.outcome = 'accepted'
    AND r.village_code IS NOT NULL
    AND ($village IS NULL OR r.village_code = $village)
ORDER BY r.village_code, v.recency NULLS LAST, u.file DESC, u.sheet, u."row"

-- Accepted rows of village lists ($village: of one village; null: of all) as typed, with what was
-- understood of them, the newest list first and without whom a replacement leaves out. `*` of raw
-- holds the typed texts; names with `read_` are the core's reading. What the list leaves blank of a
-- family's indicators is filled on its head's row from the newest earlier answer.
WITH answer AS (
    SELECT
        h.head_person_id AS person_id,
        max(a.value) FILTER (a.indicator = 'tempat_tinggal') AS tempat_tinggal,
        max(a.value) FILTER (a.indicator = 'kk_tidak_bekerja') AS kk_tidak_bekerja,
        max(a.value) FILTER (a.indicator = 'khawatir_pangan') AS khawatir_pangan,
        max(a.value) FILTER (a.indicator = 'pangan_lebih_separuh') AS pangan_lebih_separuh,
        max(a.value) FILTER (a.indicator = 'tidak_beli_pakaian') AS tidak_beli_pakaian,
        max(a.value) FILTER (a.indicator = 'lantai') AS lantai,
        max(a.value) FILTER (a.indicator = 'dinding') AS dinding,
        max(a.value) FILTER (a.indicator = 'jamban') AS jamban,
        max(a.value) FILTER (a.indicator = 'daya_listrik') AS daya_listrik
    FROM out.indicator_answer AS a
    JOIN out.household_status AS h USING (household_id)
    GROUP BY h.head_person_id
)
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
    coalesce(i.tempat_tinggal, a.tempat_tinggal::BOOLEAN) AS read_tempat_tinggal,
    coalesce(i.kk_tidak_bekerja, a.kk_tidak_bekerja::BOOLEAN) AS read_kk_tidak_bekerja,
    coalesce(i.khawatir_pangan, a.khawatir_pangan::BOOLEAN) AS read_khawatir_pangan,
    coalesce(i.pangan_lebih_separuh, a.pangan_lebih_separuh::BOOLEAN) AS read_pangan_lebih_separuh,
    coalesce(i.tidak_beli_pakaian, a.tidak_beli_pakaian::BOOLEAN) AS read_tidak_beli_pakaian,
    coalesce(i.lantai, a.lantai) AS read_lantai,
    coalesce(i.dinding, a.dinding) AS read_dinding,
    coalesce(i.jamban, a.jamban) AS read_jamban,
    coalesce(i.daya_listrik, a.daya_listrik) AS read_daya_listrik,
    u.* EXCLUDE (source, period, carried_from)
FROM core.record AS r
JOIN raw.usulan_desa AS u ON u.file = r.file AND u.sheet = r.sheet AND u."row" = r."row"
LEFT JOIN core.person AS p USING (record_id)
LEFT JOIN core.indicator AS i USING (record_id)
LEFT JOIN link.record_person AS rp USING (record_id)
LEFT JOIN answer AS a ON a.person_id = rp.person_id
LEFT JOIN out.village_list AS v ON v.file = r.file AND v.village_code = r.village_code
ANTI JOIN out.withdrawal AS w USING (record_id)
WHERE r."table" = 'usulan_desa'
    AND r.outcome = 'accepted'
    AND r.village_code IS NOT NULL
    AND ($village IS NULL OR r.village_code = $village)
ORDER BY r.village_code, v.recency NULLS LAST, u.file DESC, u.sheet, u."row"

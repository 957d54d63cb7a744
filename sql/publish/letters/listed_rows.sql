-- Accepted rows of village lists ($village: of one village; null: of all) as typed, beside what was
-- understood of them, the newest list first and without whom a replacement leaves out. `*` of raw
-- holds the typed texts; names with `read_` are the core's reading.
select
    r.village_code,
    r.record_id,
    r.problems,
    coalesce(rp.person_id, r.record_id) as person,
    p.nik as read_nik,
    p.nik_status,
    p.kk as read_kk,
    p.sex as read_sex,
    p.birth_date as read_birth,
    p.shdk as read_shdk,
    coalesce(p.family_key, r.record_id) as family,
    i.tempat_tinggal as read_tempat_tinggal,
    i.kk_tidak_bekerja as read_kk_tidak_bekerja,
    i.khawatir_pangan as read_khawatir_pangan,
    i.pangan_lebih_separuh as read_pangan_lebih_separuh,
    i.tidak_beli_pakaian as read_tidak_beli_pakaian,
    i.lantai as read_lantai,
    i.dinding as read_dinding,
    i.jamban as read_jamban,
    i.daya_listrik as read_daya_listrik,
    u.* exclude (source, period, carried_from)
from core.record as r
join raw.usulan_desa as u on u.file = r.file and u.sheet = r.sheet and u."row" = r."row"
left join core.person as p using (record_id)
left join core.indicator as i using (record_id)
left join link.record_person as rp using (record_id)
left join out.village_list as v on v.file = r.file and v.village_code = r.village_code
anti join out.withdrawal as w using (record_id)
where r."table" = 'usulan_desa'
  and r.outcome = 'accepted'
  and r.village_code is not null
  and ($village is null or r.village_code = $village)
order by r.village_code, v.recency nulls last, u.file desc, u.sheet, u."row"

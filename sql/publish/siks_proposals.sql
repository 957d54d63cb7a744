-- Members of the households an officer confirmed for proposal, head of the family first.
with standing as (
    select household_id, min(flag_id) as flag_id
    from out.flag
    where state <> 'resolved' and kind in ('missing_from_dtks', 'desil_mismatch')
    group by household_id
)
select
    s.kk as no_kk,
    p.nik,
    p.nama,
    p.birth_date as tanggal_lahir,
    p.sex as jenis_kelamin,
    p.shdk as hubungan_keluarga,
    s.alamat,
    s.rt,
    s.rw,
    c.village_name as desa,
    c.district_name as kecamatan,
    s.village_code as kode_desa,
    s.household_id,
    standing.flag_id
from out.household_status as s
join out.person as p using (household_id)
left join out.coverage as c on c.village_code = s.village_code
left join standing using (household_id)
where s.proposal_confirmed and not p.dead
order by
    s.village_code nulls last,
    s.household_id,
    p.person_id <> s.head_person_id nulls last,
    p.birth_date nulls last,
    p.person_id

-- Scored pairs of rows that were not joined, with what agrees and differs in officers' words; pairs
-- that people have decided left out.
with calibrated as (
    select record_l, record_r, link.calibrated('link', 'pair', probability) as probability
    from linkage.near_pair
)
select
    c.record_l as record_id_l,
    c.record_r as record_id_r,
    l.person_id as person_id_l,
    r.person_id as person_id_r,
    c.probability,
    c.probability >= $review as review,
    list_filter([
        case when pl.nik = pr.nik then 'nik' end,
        case when pl.kk = pr.kk then 'no_kk' end,
        case when pl.name_sorted = pr.name_sorted then 'nama' end,
        case when pl.birth_date = pr.birth_date then 'tanggal_lahir' end,
        case when pl.sex = pr.sex then 'jenis_kelamin' end,
        case when pl.mother = pr.mother then 'nama_ibu_kandung' end,
        case when pl.village_code = pr.village_code then 'desa' end,
        case when pl.village_code = pr.village_code and pl.rt = pr.rt then 'rt' end
    ], lambda x: x is not null) as agrees,
    list_filter([
        case when pl.nik <> pr.nik then 'nik' end,
        case when pl.kk <> pr.kk then 'no_kk' end,
        case when pl.name_sorted <> pr.name_sorted then 'nama' end,
        case when pl.birth_date <> pr.birth_date then 'tanggal_lahir' end,
        case when pl.sex <> pr.sex then 'jenis_kelamin' end,
        case when pl.mother <> pr.mother then 'nama_ibu_kandung' end,
        case when pl.village_code <> pr.village_code then 'desa' end,
        case when pl.village_code = pr.village_code and pl.rt <> pr.rt then 'rt' end
    ], lambda x: x is not null) as differs,
    link.row_evidence(pl) || link.row_evidence(pr) as evidence_hash
from calibrated c
join link.record_person l on l.record_id = c.record_l
join link.record_person r on r.record_id = c.record_r
join core.person pl on pl.record_id = c.record_l
join core.person pr on pr.record_id = c.record_r
where l.person_id <> r.person_id

-- Scored pairs of rows that were not joined, with what agrees and differs in officers' words; pairs
-- that people have decided left out.
WITH calibrated AS (
    SELECT record_l, record_r, link.calibrated('link', 'pair', probability) AS probability
    FROM linkage.near_pair
)
SELECT
    c.record_l AS record_id_l,
    c.record_r AS record_id_r,
    l.person_id AS person_id_l,
    r.person_id AS person_id_r,
    c.probability,
    c.probability >= $review AS review,
    list_filter([
        CASE WHEN pl.nik = pr.nik THEN 'nik' END,
        CASE WHEN pl.kk = pr.kk THEN 'no_kk' END,
        CASE WHEN pl.name_sorted = pr.name_sorted THEN 'nama' END,
        CASE WHEN pl.birth_date = pr.birth_date THEN 'tanggal_lahir' END,
        CASE WHEN pl.sex = pr.sex THEN 'jenis_kelamin' END,
        CASE WHEN pl.mother = pr.mother THEN 'nama_ibu_kandung' END,
        CASE WHEN pl.village_code = pr.village_code THEN 'desa' END,
        CASE WHEN pl.village_code = pr.village_code AND pl.rt = pr.rt THEN 'rt' END
    ], LAMBDA x: x IS NOT NULL) AS agrees,
    list_filter([
        CASE WHEN pl.nik <> pr.nik THEN 'nik' END,
        CASE WHEN pl.kk <> pr.kk THEN 'no_kk' END,
        CASE WHEN pl.name_sorted <> pr.name_sorted THEN 'nama' END,
        CASE WHEN pl.birth_date <> pr.birth_date THEN 'tanggal_lahir' END,
        CASE WHEN pl.sex <> pr.sex THEN 'jenis_kelamin' END,
        CASE WHEN pl.mother <> pr.mother THEN 'nama_ibu_kandung' END,
        CASE WHEN pl.village_code <> pr.village_code THEN 'desa' END,
        CASE WHEN pl.village_code = pr.village_code AND pl.rt <> pr.rt THEN 'rt' END
    ], LAMBDA x: x IS NOT NULL) AS differs,
    link.row_evidence(pl) || link.row_evidence(pr) AS evidence_hash
FROM calibrated c
JOIN link.record_person l ON l.record_id = c.record_l
JOIN link.record_person r ON r.record_id = c.record_r
JOIN core.person pl ON pl.record_id = c.record_l
JOIN core.person pr ON pr.record_id = c.record_r
WHERE l.person_id <> r.person_id

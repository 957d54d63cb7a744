-- out.resubmission: what each further list of a village changed against its older lists of the
-- period, person by person. A cell that the further list leaves empty changes nothing. Indicators
-- are a family's and are said of its head, or else of its first member whom an older list names.
WITH list AS (
    SELECT file, village_code, recency, max(recency) OVER (PARTITION BY village_code) AS oldest
    FROM out.village_list
    WHERE proposes AND village_code IS NOT NULL
    QUALIFY count(*) OVER (PARTITION BY village_code) > 1
),
listed AS (
    -- one row a person and file: who says nothing of death or moving speaks first
    SELECT
        l.record_id,
        l.file,
        l.village_code,
        l.person_id,
        l.family,
        l.is_head,
        list.recency,
        list.recency < list.oldest AS further,
        list.recency < max(list.recency) OVER (PARTITION BY l.village_code, l.person_id) AS known
    FROM out.listed_person AS l
    JOIN list USING (file, village_code)
    QUALIFY row_number() OVER (
        PARTITION BY l.file, l.village_code, l.person_id ORDER BY l.gone, l.record_id
    ) = 1
),
personal AS (
    SELECT
        l.*,
        TRUE AS told,
        CASE WHEN p.nik_status NOT IN ('missing', 'dummy') THEN coalesce(p.nik, p.nik_typed) END
            AS nik,
        -- ten digits at least: less is a mark for "none"
        CASE
            WHEN p.kk IS NOT NULL THEN p.kk
            WHEN length(regexp_replace(p.kk_typed, '[^0-9]', '', 'g')) >= 10 THEN p.kk_typed
        END AS no_kk,
        p.nama,
        p.sex AS jenis_kelamin,
        p.birth_place AS tempat_lahir,
        strftime(p.birth_date, '%Y-%m-%d') AS tanggal_lahir,
        p.shdk AS hubungan_keluarga,
        p.mother AS nama_ibu_kandung,
        p.father AS nama_ayah,
        p.alamat,
        p.rt,
        p.rw,
        p.work AS pekerjaan,
        CASE WHEN p.dead THEN 'meninggal' WHEN p.moved THEN 'pindah' END AS status
    FROM listed AS l
    JOIN core.person AS p USING (record_id)
),
dwelling AS (
    SELECT
        l.*,
        row_number() OVER (
            PARTITION BY l.file, l.village_code, l.family
            ORDER BY l.known DESC, l.is_head DESC, l.record_id
        ) = 1 AS told,
        f.* EXCLUDE (file, family, given)
    FROM listed AS l
    JOIN out.listed_family AS f ON f.file = l.file AND f.family = l.family
),
cell AS (
    SELECT * EXCLUDE (family, is_head) FROM personal UNPIVOT (value FOR canonical IN (
        nik, no_kk, nama, jenis_kelamin, tempat_lahir, tanggal_lahir, hubungan_keluarga,
        nama_ibu_kandung, nama_ayah, alamat, rt, rw, pekerjaan, status
    ))
    UNION ALL BY NAME
    SELECT * EXCLUDE (family, is_head) FROM (
        SELECT * REPLACE (
            tempat_tinggal::VARCHAR AS tempat_tinggal,
            kk_tidak_bekerja::VARCHAR AS kk_tidak_bekerja,
            khawatir_pangan::VARCHAR AS khawatir_pangan,
            pangan_lebih_separuh::VARCHAR AS pangan_lebih_separuh,
            tidak_beli_pakaian::VARCHAR AS tidak_beli_pakaian,
            lantai::VARCHAR AS lantai,
            dinding::VARCHAR AS dinding,
            jamban::VARCHAR AS jamban,
            daya_listrik::VARCHAR AS daya_listrik
        ) FROM dwelling
    ) UNPIVOT (value FOR canonical IN (
        tempat_tinggal, kk_tidak_bekerja, khawatir_pangan, pangan_lebih_separuh,
        tidak_beli_pakaian, lantai, dinding, jamban, daya_listrik
    ))
),
compared AS (
    SELECT
        *,
        lag(value) OVER older AS old_value,
        lag(file) OVER older AS old_file,
        lag(record_id) OVER older AS old_record_id
    FROM cell
    WINDOW older AS (PARTITION BY village_code, person_id, canonical ORDER BY recency DESC)
),
changed AS (
    SELECT *
    FROM compared
    WHERE known AND told
        AND upper(regexp_replace(value, '[^0-9A-Za-z]+', '', 'g'))
        IS DISTINCT FROM upper(regexp_replace(old_value, '[^0-9A-Za-z]+', '', 'g'))
)
SELECT
    village_code, file, person_id, 'changed' AS change, canonical, old_value, value AS new_value,
    old_file, old_record_id, record_id
FROM changed
UNION ALL BY NAME
SELECT
    village_code, file, person_id, CASE WHEN known THEN 'same' ELSE 'added' END AS change,
    record_id
FROM listed
WHERE further
    AND (file, village_code, person_id) NOT IN (SELECT (file, village_code, person_id) FROM changed)
UNION ALL BY NAME
SELECT
    village_code, replaced_by AS file, person_id, 'withdrawn' AS change, file AS old_file,
    record_id AS old_record_id
FROM out.withdrawal

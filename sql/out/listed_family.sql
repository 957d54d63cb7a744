-- out.listed_family: the indicators of each family as one file lists it. They are a family's, and
-- stand on every row of it or on its first: the head's row speaks first, then the fullest row; the
-- record id only breaks ties. `given` counts the cells of the fullest row.
WITH listed AS (
    SELECT
        l.file,
        l.family,
        l.is_head,
        l.record_id,
        i.* EXCLUDE (record_id),
        (i.tempat_tinggal IS NOT NULL)::INT
        + (i.kk_tidak_bekerja IS NOT NULL)::INT
        + (i.khawatir_pangan IS NOT NULL)::INT
        + (i.pangan_lebih_separuh IS NOT NULL)::INT
        + (i.tidak_beli_pakaian IS NOT NULL)::INT
        + (i.lantai IS NOT NULL)::INT
        + (i.dinding IS NOT NULL)::INT
        + (i.jamban IS NOT NULL)::INT
        + (i.daya_listrik IS NOT NULL)::INT AS given
    FROM out.listed_person AS l
    LEFT JOIN core.indicator AS i USING (record_id)
)
SELECT
    file,
    family,
    max(given) AS given,
    arg_min(tempat_tinggal, (NOT is_head, -given, record_id)) AS tempat_tinggal,
    arg_min(kk_tidak_bekerja, (NOT is_head, -given, record_id)) AS kk_tidak_bekerja,
    arg_min(khawatir_pangan, (NOT is_head, -given, record_id)) AS khawatir_pangan,
    arg_min(pangan_lebih_separuh, (NOT is_head, -given, record_id)) AS pangan_lebih_separuh,
    arg_min(tidak_beli_pakaian, (NOT is_head, -given, record_id)) AS tidak_beli_pakaian,
    arg_min(lantai, (NOT is_head, -given, record_id)) AS lantai,
    arg_min(dinding, (NOT is_head, -given, record_id)) AS dinding,
    arg_min(jamban, (NOT is_head, -given, record_id)) AS jamban,
    arg_min(daya_listrik, (NOT is_head, -given, record_id)) AS daya_listrik
FROM listed
GROUP BY file, family

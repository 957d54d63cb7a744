-- out.poverty: poverty of each proposed household by the values of each proposing village
-- (Kepmensos 262/HUK/2022; the numbers are configuration).
-- Indicators are a family's: they stand on every row of the listed family or on its first, so they
-- are gathered over the family as listed and then given to the household of each listed member.
-- Of several files of one village the newest that gives any value stands.
WITH listed AS (
    SELECT
        l.record_id,
        l.file,
        l.list_date,
        l.village_code,
        l.household_id,
        coalesce(p.family_key, l.record_id) AS family,
        coalesce(p.shdk = 'kepala', false) AS is_head,
        coalesce(p.kk = ph.kk, false) AS same_kk,
        i.* EXCLUDE (record_id),
        (i.tempat_tinggal IS NOT NULL)::INT + (i.kk_tidak_bekerja IS NOT NULL)::INT
        + (i.khawatir_pangan IS NOT NULL)::INT + (i.pangan_lebih_separuh IS NOT NULL)::INT
        + (i.tidak_beli_pakaian IS NOT NULL)::INT + (i.lantai IS NOT NULL)::INT
        + (i.dinding IS NOT NULL)::INT + (i.jamban IS NOT NULL)::INT
        + (i.daya_listrik IS NOT NULL)::INT AS given
    FROM out.listed_person AS l
    JOIN out.village_list AS v
        ON v.file = l.file AND v.village_code IS NOT DISTINCT FROM l.village_code AND v.proposes
    JOIN core.person AS p USING (record_id)
    JOIN link.person_household AS ph USING (person_id)
    LEFT JOIN core.indicator AS i USING (record_id)
),
family AS (
    -- the head's row first, then the fullest row; the record id only breaks ties
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
),
candidate AS (
    SELECT
        listed.household_id,
        listed.village_code,
        listed.file,
        listed.list_date,
        listed.record_id,
        family.* EXCLUDE (file, family, given),
        family.given > 0 AS gives,
        row_number() OVER (
            PARTITION BY listed.household_id, listed.village_code
            ORDER BY
                family.given > 0 DESC,
                listed.list_date DESC NULLS LAST,
                listed.file DESC,
                listed.same_kk DESC,
                listed.is_head DESC,
                family.given DESC,
                listed.record_id
        ) AS choice
    FROM listed
    JOIN family ON family.file = listed.file AND family.family = listed.family
    WHERE listed.household_id IN (SELECT household_id FROM out.proposal)
),
rival AS (
    -- how the standing file was told from the village's other files about the household
    SELECT
        household_id,
        village_code,
        count(DISTINCT file) AS files,
        count(DISTINCT file) FILTER (
            list_date IS NOT DISTINCT FROM newest
        ) AS files_of_that_date
    FROM (
        SELECT *, max(list_date) OVER (PARTITION BY household_id, village_code) AS newest
        FROM candidate
    )
    GROUP BY household_id, village_code
),
judged AS (
    SELECT
        c.*,
        CASE
            WHEN rival.files = 1 THEN 'only'
            WHEN rival.files_of_that_date > 1 THEN 'path'
            ELSE 'date'
        END AS basis,
        list_filter([
            CASE WHEN NOT c.tempat_tinggal THEN '0' END,
            CASE WHEN c.kk_tidak_bekerja THEN 'a' END,
            CASE WHEN c.khawatir_pangan THEN 'b' END,
            CASE WHEN c.pangan_lebih_separuh THEN 'c' END,
            CASE WHEN c.tidak_beli_pakaian THEN 'd' END,
            CASE WHEN list_contains($lantai, c.lantai) THEN 'e' END,
            CASE WHEN list_contains($dinding, c.dinding) THEN 'f' END,
            CASE WHEN list_contains($jamban, c.jamban) THEN 'g' END,
            CASE WHEN list_contains($daya_listrik, c.daya_listrik) THEN 'h' END
        ], lambda letter: letter IS NOT NULL) AS criteria_met,
        list_filter([
            CASE WHEN c.kk_tidak_bekerja IS NULL THEN 'a' END,
            CASE WHEN c.khawatir_pangan IS NULL THEN 'b' END,
            CASE WHEN c.pangan_lebih_separuh IS NULL THEN 'c' END,
            CASE WHEN c.tidak_beli_pakaian IS NULL THEN 'd' END,
            CASE WHEN c.lantai IS NULL THEN 'e' END,
            CASE WHEN c.dinding IS NULL THEN 'f' END,
            CASE WHEN c.jamban IS NULL THEN 'g' END,
            CASE WHEN c.daya_listrik IS NULL THEN 'h' END
        ], lambda letter: letter IS NOT NULL) AS criteria_missing
    FROM candidate AS c
    JOIN rival
        ON rival.household_id = c.household_id
        AND rival.village_code IS NOT DISTINCT FROM c.village_code
    WHERE c.choice = 1
)
SELECT
    household_id,
    village_code,
    file,
    basis,
    record_id,
    CASE
        WHEN list_contains(criteria_met, '0') THEN 'poor'
        WHEN len(criteria_met) >= $min_criteria THEN 'poor'
        WHEN len(criteria_met) + len(criteria_missing) >= $min_criteria THEN 'unknown'
        ELSE 'non_poor'
    END AS poverty,
    criteria_met,
    criteria_missing
FROM judged

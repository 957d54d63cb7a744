-- out.poverty: poverty of each proposed household by the values of each proposing village
-- (Kepmensos 262/HUK/2022; the numbers are configuration).
-- A listed family's indicators are given to the household of each listed member. Of several files
-- of one village the newest that gives a cell stands, cell by cell: an empty cell of a correction
-- never overwrites a value. `file` and `record_id` are the newest file's that gives any cell, and
-- `record_ids` are all rows whose families' values stand.
WITH listed AS (
    SELECT
        l.*,
        v.recency,
        v.replaces,
        p.kk,
        coalesce(p.kk = ph.kk, FALSE) AS same_kk,
        2 * count(*) OVER (PARTITION BY l.file, l.family, l.household_id)
            >= count(*) OVER (PARTITION BY l.file, l.family) AS own_family,
        arg_min(p.kk, (v.recency, p.kk)) OVER person AS newest_kk,
        min(v.recency) FILTER (p.kk IS NOT NULL) OVER person AS newest_with_kk
    FROM out.listed_person AS l
    JOIN out.village_list AS v
        ON v.file = l.file AND v.village_code IS NOT DISTINCT FROM l.village_code AND v.proposes
    JOIN core.person AS p USING (record_id)
    JOIN link.person_household AS ph USING (person_id)
    ANTI JOIN out.withdrawal AS w USING (record_id)
    WINDOW person AS (PARTITION BY l.village_code, l.person_id)
),
standing AS (
    -- where an older list put a person among another family, by a KK that the village has since
    -- corrected, that family's values are not the person's
    SELECT *
    FROM listed
    WHERE own_family OR coalesce(recency <= newest_with_kk OR kk = newest_kk, TRUE)
),
candidate AS (
    -- what each file says of a household
    SELECT
        l.household_id,
        l.village_code,
        l.file,
        l.list_date,
        l.recency,
        l.replaces,
        l.record_id,
        family.* EXCLUDE (file, family, given),
        family.given > 0 AS gives
    FROM standing AS l
    JOIN out.listed_family AS family ON family.file = l.file AND family.family = l.family
    WHERE l.household_id IN (SELECT household_id FROM out.proposal)
    QUALIFY row_number() OVER (
        PARTITION BY l.household_id, l.village_code, l.file
        ORDER BY
            family.given > 0 DESC, l.same_kk DESC, l.is_head DESC, family.given DESC, l.record_id
    ) = 1
),
gathered AS (
    SELECT
        household_id,
        village_code,
        arg_min(file, (NOT gives, recency)) AS file,
        arg_min(record_id, (NOT gives, recency)) AS record_id,
        arg_min(replaces, (NOT gives, recency)) AS replaces,
        -- how the standing file was told apart from the village's other files about the household
        count(*) AS files,
        count(*) FILTER (list_date IS NOT DISTINCT FROM newest) AS files_of_that_date,
        arg_min(tempat_tinggal, recency) AS tempat_tinggal,
        arg_min(kk_tidak_bekerja, recency) AS kk_tidak_bekerja,
        arg_min(khawatir_pangan, recency) AS khawatir_pangan,
        arg_min(pangan_lebih_separuh, recency) AS pangan_lebih_separuh,
        arg_min(tidak_beli_pakaian, recency) AS tidak_beli_pakaian,
        arg_min(lantai, recency) AS lantai,
        arg_min(dinding, recency) AS dinding,
        arg_min(jamban, recency) AS jamban,
        arg_min(daya_listrik, recency) AS daya_listrik,
        list_sort(list_distinct([
            arg_min(record_id, recency) FILTER (tempat_tinggal IS NOT NULL),
            arg_min(record_id, recency) FILTER (kk_tidak_bekerja IS NOT NULL),
            arg_min(record_id, recency) FILTER (khawatir_pangan IS NOT NULL),
            arg_min(record_id, recency) FILTER (pangan_lebih_separuh IS NOT NULL),
            arg_min(record_id, recency) FILTER (tidak_beli_pakaian IS NOT NULL),
            arg_min(record_id, recency) FILTER (lantai IS NOT NULL),
            arg_min(record_id, recency) FILTER (dinding IS NOT NULL),
            arg_min(record_id, recency) FILTER (jamban IS NOT NULL),
            arg_min(record_id, recency) FILTER (daya_listrik IS NOT NULL)
        ])) AS standing_ids
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
            WHEN c.files = 1 THEN 'only'
            WHEN c.files_of_that_date = 1 THEN 'date'
            WHEN c.replaces THEN 'replacement'
            ELSE 'path'
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
        ], LAMBDA letter: letter IS NOT NULL) AS criteria_met,
        list_filter([
            CASE WHEN c.kk_tidak_bekerja IS NULL THEN 'a' END,
            CASE WHEN c.khawatir_pangan IS NULL THEN 'b' END,
            CASE WHEN c.pangan_lebih_separuh IS NULL THEN 'c' END,
            CASE WHEN c.tidak_beli_pakaian IS NULL THEN 'd' END,
            CASE WHEN c.lantai IS NULL THEN 'e' END,
            CASE WHEN c.dinding IS NULL THEN 'f' END,
            CASE WHEN c.jamban IS NULL THEN 'g' END,
            CASE WHEN c.daya_listrik IS NULL THEN 'h' END
        ], LAMBDA letter: letter IS NOT NULL) AS criteria_missing
    FROM gathered AS c
)
SELECT
    household_id,
    village_code,
    file,
    basis,
    record_id,
    CASE WHEN standing_ids = [] THEN [record_id] ELSE standing_ids END AS record_ids,
    CASE
        WHEN list_contains(criteria_met, '0') THEN 'poor'
        WHEN len(criteria_met) >= $min_criteria THEN 'poor'
        WHEN len(criteria_met) + len(criteria_missing) >= $min_criteria THEN 'unknown'
        ELSE 'non_poor'
    END AS poverty,
    criteria_met,
    criteria_missing
FROM judged

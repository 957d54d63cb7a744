-- out.criterion: each indicator of each proposed household by the word of each proposing
-- village. Of several files of one village the newest that gives a cell stands, cell by cell: an
-- empty cell of a correction never overwrites a value. Where this period's lists leave it blank,
-- the household's newest earlier answer stands for criteria_months. The codes that meet a
-- criterion (Kepmensos 262/HUK/2022) are configuration.
WITH indicator (indicator, code) AS (
    VALUES
        ('tempat_tinggal', '0'),
        ('kk_tidak_bekerja', 'a'),
        ('khawatir_pangan', 'b'),
        ('pangan_lebih_separuh', 'c'),
        ('tidak_beli_pakaian', 'd'),
        ('lantai', 'e'),
        ('dinding', 'f'),
        ('jamban', 'g'),
        ('daya_listrik', 'h')
),
cell AS (
    SELECT household_id, village_code, file, list_date, recency, record_id, unnest([
        {'indicator': 'tempat_tinggal', 'value': tempat_tinggal::BIGINT},
        {'indicator': 'kk_tidak_bekerja', 'value': kk_tidak_bekerja::BIGINT},
        {'indicator': 'khawatir_pangan', 'value': khawatir_pangan::BIGINT},
        {'indicator': 'pangan_lebih_separuh', 'value': pangan_lebih_separuh::BIGINT},
        {'indicator': 'tidak_beli_pakaian', 'value': tidak_beli_pakaian::BIGINT},
        {'indicator': 'lantai', 'value': lantai::BIGINT},
        {'indicator': 'dinding', 'value': dinding::BIGINT},
        {'indicator': 'jamban', 'value': jamban::BIGINT},
        {'indicator': 'daya_listrik', 'value': daya_listrik::BIGINT}
    ], recursive := TRUE)
    FROM out.told_family
),
told AS (
    SELECT
        household_id,
        coalesce(village_code, '') AS village,
        indicator,
        arg_min(value, recency) AS value,
        arg_min(file, recency) AS file,
        arg_min(record_id, recency) AS record_id,
        arg_min(list_date, recency) AS list_date
    FROM cell
    WHERE value IS NOT NULL
    GROUP BY household_id, coalesce(village_code, ''), indicator
),
remembered AS (
    SELECT *
    FROM previous_indicator_answer
    WHERE date_diff('month', strptime(period || '-01', '%Y-%m-%d'), $first_day)
        <= $criteria_months
),
known AS (
    SELECT
        v.household_id,
        v.village_code,
        i.indicator,
        i.code,
        coalesce(told.value, remembered.value) AS value,
        CASE
            WHEN told.value IS NOT NULL THEN $period
            WHEN remembered.value IS NOT NULL THEN remembered.period
        END AS period,
        told.value IS NULL AND remembered.value IS NOT NULL AS remembered,
        CASE WHEN told.value IS NOT NULL THEN told.file ELSE remembered.file END AS file,
        CASE WHEN told.value IS NOT NULL THEN told.list_date ELSE remembered.list_date END
            AS list_date,
        told.record_id
    FROM (SELECT DISTINCT household_id, village_code FROM out.told_family) AS v
    CROSS JOIN indicator AS i
    LEFT JOIN told
        ON told.household_id = v.household_id
        AND told.village = coalesce(v.village_code, '')
        AND told.indicator = i.indicator
    LEFT JOIN remembered
        ON remembered.household_id = v.household_id
        AND remembered.indicator = i.indicator
)
SELECT
    *,
    CASE indicator
        WHEN 'tempat_tinggal' THEN value = 0
        WHEN 'lantai' THEN list_contains($lantai, value)
        WHEN 'dinding' THEN list_contains($dinding, value)
        WHEN 'jamban' THEN list_contains($jamban, value)
        WHEN 'daya_listrik' THEN list_contains($daya_listrik, value)
        ELSE value = 1
    END AS met
FROM known

-- programmes the family receives: lists of recipients, and what DTKS itself says
WITH stated AS (
    SELECT upper(trim(program)) AS program, periode, nominal, 'bansos' AS source
    FROM aid
    WHERE household_id = $household
    UNION ALL
    SELECT unnest(list_filter([
        CASE WHEN ada_pkh THEN 'PKH' END,
        CASE WHEN ada_bpnt THEN 'BPNT/Sembako' END,
        CASE WHEN ada_pbi THEN 'PBI-JKN' END
    ], LAMBDA x: x IS NOT NULL)), NULL, NULL, 'dtks'
    FROM registry_aid
    WHERE household_id = $household
)
SELECT
    coalesce(program, 'Bantuan') AS program,
    list(DISTINCT source ORDER BY source) AS sources,
    max(periode) AS periode,
    max(nominal) AS nominal
FROM stated
GROUP BY ALL
ORDER BY program

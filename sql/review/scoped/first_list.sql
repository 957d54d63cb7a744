-- the date of the first list each village of the user's place sent this period
SELECT village_code, min(list_date) AS list_date
FROM published.core.record
WHERE source = 'usulan-desa' AND carried_from IS NULL AND outcome = 'accepted'
  AND starts_with(village_code, getvariable('figures'))
GROUP BY village_code

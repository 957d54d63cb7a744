-- how many findings of each sort each village has, without saying whose they are
SELECT village_code, kind, subtype, state, needs_review, priority, count(*) AS flags
FROM published.out.flag
WHERE starts_with(coalesce(village_code, ''), getvariable('figures'))
GROUP BY ALL

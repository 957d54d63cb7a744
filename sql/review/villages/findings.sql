-- findings that stand about families of a village, by kind
SELECT
    kind,
    sum(flags)::BIGINT AS flags,
    coalesce(sum(flags) FILTER (state = 'new'), 0)::BIGINT AS fresh
FROM flag_count
WHERE village_code = $village AND state <> 'resolved'
GROUP BY kind
ORDER BY kind

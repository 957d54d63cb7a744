-- Findings by kind and state; `review` of them wait for a person before anything follows.
SELECT
    kind,
    state,
    count(*) AS flags,
    count(*) FILTER (needs_review) AS review
FROM out.flag
GROUP BY kind, state
ORDER BY kind, state

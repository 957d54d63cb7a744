-- findings by kind: what is new, continues, came back, was not heard of again, and has ended
SELECT
    kind,
    coalesce(sum(flags) FILTER (state NOT IN ('resolved', 'unheard')), 0)::BIGINT AS standing,
    coalesce(sum(flags) FILTER (state = 'new'), 0)::BIGINT AS fresh,
    coalesce(sum(flags) FILTER (state = 'persisting'), 0)::BIGINT AS persisting,
    coalesce(sum(flags) FILTER (state = 'reopened'), 0)::BIGINT AS reopened,
    coalesce(sum(flags) FILTER (state = 'unheard'), 0)::BIGINT AS unheard,
    coalesce(sum(flags) FILTER (state = 'resolved'), 0)::BIGINT AS resolved,
    coalesce(sum(flags) FILTER (state NOT IN ('resolved', 'unheard') AND needs_review), 0)::BIGINT
        AS to_review
FROM flag_count
GROUP BY kind

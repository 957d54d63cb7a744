-- findings by kind: what is new, continues, came back, and was resolved this period
SELECT
    kind,
    coalesce(sum(flags) FILTER (state <> 'resolved'), 0)::BIGINT AS standing,
    coalesce(sum(flags) FILTER (state = 'new'), 0)::BIGINT AS fresh,
    coalesce(sum(flags) FILTER (state = 'persisting'), 0)::BIGINT AS persisting,
    coalesce(sum(flags) FILTER (state = 'reopened'), 0)::BIGINT AS reopened,
    coalesce(sum(flags) FILTER (state = 'resolved'), 0)::BIGINT AS resolved,
    coalesce(sum(flags) FILTER (state <> 'resolved' AND needs_review), 0)::BIGINT AS to_review
FROM flag_count
GROUP BY kind

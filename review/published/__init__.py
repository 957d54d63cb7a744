"""Published periods, read-only and within what the user may see.

`review.published.reader.reader(request)` is the only way from a page to published data: its
queries (`sql/review/*.sql`) name scoped views (`sql/review/scoped/*.sql`), which show nothing until
the user's scope is set.
"""

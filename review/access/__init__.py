"""Who may open which page: declared on each view, enforced in one place.

`@allowed(...)` on a view says which roles may open it; `review.access.middleware` enforces it, and
`review.access.checks` refuses to start when a page says nothing.
"""

"""The officers' web application, and the ledger of what they decided.

It reads published periods (never a run's own database) and owns one database of its own: accounts,
decisions, and the audit log. Pages are in Bahasa Indonesia; see docs/architecture.md for how a
page is added.
"""

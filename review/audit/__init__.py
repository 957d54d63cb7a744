"""The audit log: who did what, when, and how it ended; append-only and hash-chained.

`record(...)` adds an event, `review.audit.chain.verify()` says whether anybody changed the log.
An event names flags, households and files by their ids, never a person: no NIK, KK or name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

    from review.accounts.models import User
    from review.audit.models import AuditEvent


def record(
    kind: str,
    *,
    request: HttpRequest | None = None,
    user: User | None = None,
    by: str = "",
    subject: str = "",
    outcome: str = "ok",
    **details: str | int | None,
) -> AuditEvent:
    """Add an event of `kind` (review.audit.kinds), in the transaction that is open, if any.

    Who did it is the request's user, or `user`, or `by` (a command's name). `subject` is what it
    was done to: a flag's, household's or period's id. `details` are a few further ids or numbers.
    ValueError when anything looks like a NIK or KK: that would be our mistake.
    """
    from review.audit.chain import append

    role = ""
    if request is not None and request.user.is_authenticated:
        user = request.user
    if user is not None:
        by, role = user.username, user.role
    return append(kind, by=by, role=role, subject=subject, outcome=outcome, details=details)


def safe(typed: str) -> str:
    """`typed` (from an address) as the subject of an event; a NIK or KK in it is left out."""
    from review.audit.chain import holds_long_number

    return "(angka panjang)" if holds_long_number(typed) else typed[:200]

"""How people are called: the ledger and the audit log keep user names, pages show full names."""

from __future__ import annotations

from review.accounts.models import User


def full_names() -> dict[str, str]:
    """Full names by user name. Who is not in it (imported decisions) is called as written."""
    return dict(User.objects.values_list("username", "full_name"))

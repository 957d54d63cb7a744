"""Adding a user without a browser: the first administrator, and whoever has none to hand."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction

from pipelines.errors import UsageError
from review import audit
from review.accounts.models import User
from review.accounts.roles import Role


def add_user(
    username: str,
    role: str,
    place_code: str,
    full_name: str,
    password: Callable[[], str],
    *,
    by: str,
) -> User:
    """Add a user; `by` is the command that the audit log names.

    `password` is asked for once everything else is known to be right. UsageError (in Indonesian)
    when a field or the password is wrong; nothing is added then.
    """
    if role not in list(Role):
        raise UsageError(f"peran '{role}' tidak dikenal; pilih salah satu: {', '.join(Role)}")
    fields = {
        "username": username.strip().lower(),
        "full_name": full_name,
        "role": role,
        "place_code": place_code,
    }
    try:
        User(**fields).full_clean(exclude=["password"])
        with transaction.atomic():
            user = User.objects.add(password(), **fields)
            audit.record(
                "user", by=by, subject=user.username, what="added", role=role, place=place_code
            )
    except ValidationError as error:
        raise UsageError("\n".join(error.messages)) from None
    return user

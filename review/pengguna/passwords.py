"""Temporary passwords: made by the program, shown once, changed at the first sign-in."""

from __future__ import annotations

import secrets

from review.accounts.models import User

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for another when read aloud
GROUPS, SIZE = 3, 4  # 12 characters of 31: 59 bits


def give_temporary_password(user: User) -> str:
    """Set and return a new temporary password; the user's open sessions end. Does not save."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(SIZE)) for _ in range(GROUPS))
    password = "-".join(groups)
    user.set_password(password)
    user.must_change_password = True
    return password

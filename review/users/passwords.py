"""Temporary passwords: made by the program, shown once, changed at the first sign-in.

A browser shows the answer to the last of two clicks. So a password follows from the form that asks
for it (and from the office's secret key, without which no one can derive it): the second copy of a
form finds its own password standing and shows it, instead of another that voids the first.
"""

from __future__ import annotations

import secrets

from django.utils.crypto import salted_hmac

from review.accounts.models import User

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for another when read aloud
GROUPS, SIZE = 3, 4  # 12 characters of 31: 59 bits


def new_form() -> str:
    """What distinguishes one form for a new user from every other."""
    return secrets.token_urlsafe(16)


def form_of(user: User) -> str:
    """What distinguishes the forms before and after each change of the password of `user`.

    It reveals nothing about the password.
    """
    derived: str = salted_hmac("pengguna.formulir", user.password, algorithm="sha256").hexdigest()
    return derived


def temporary_password(username: str, form: str) -> str:
    """The password that `form` (see above) gives the user of that name, each time it is sent."""
    digest = salted_hmac("pengguna.sandi", f"{username} {form}", algorithm="sha256").digest()
    rest, letters = int.from_bytes(digest), ""
    for _ in range(GROUPS * SIZE):
        rest, letter = divmod(rest, len(LETTERS))
        letters += LETTERS[letter]
    return "-".join(letters[start : start + SIZE] for start in range(0, len(letters), SIZE))


def give(user: User, password: str) -> None:
    """Make `password` the user's temporary one; their open sessions end. Does not save."""
    user.set_password(password)
    user.must_change_password = True


def stands(user: User, password: str) -> bool:
    """Whether `password` is the user's temporary password, not changed since."""
    return bool(user.must_change_password and user.check_password(password))

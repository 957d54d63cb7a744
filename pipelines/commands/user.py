"""`padan user add`: the first administrator, and users where there is no browser."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from pipelines.errors import UsageError
from pipelines.office.workspace import open_workspace


def add_user(
    root: Path,
    username: str,
    role: str,
    *,
    full_name: str | None,
    district: str | None,
    village: str | None,
) -> str:
    """Add a user with the password typed twice, or given on standard input; returns the name.

    UsageError (in Indonesian) when a field or the password is wrong; nothing is added then.
    """
    from review.setup import configure

    configure(open_workspace(root))

    from review.accounts import adding
    from review.accounts.places import place_code

    user = adding.add_user(
        username,
        role,
        place_code(district, village),
        full_name or username,
        _typed_password,
        by="padan user add",
    )
    return str(user.username)


def _typed_password() -> str:
    """From standard input, or typed twice at a terminal; never from the arguments."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Kata sandi: ")
    if getpass.getpass("Sekali lagi: ") != password:
        raise UsageError("kedua kata sandi tidak sama; ulangi perintahnya")
    return password

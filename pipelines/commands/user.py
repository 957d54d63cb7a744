"""`padan user add`: the first administrator, and users where there is no browser at hand."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from pipelines.domain.regions import Regions, load_regions
from pipelines.errors import UsageError
from pipelines.office.config import load_config
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

    place = open_workspace(root)
    regions = load_regions(load_config(place.config_file).region)
    place_code = _place_code(regions, district, village)
    configure(place)

    from django.core.exceptions import ValidationError
    from django.db import transaction

    from review import audit
    from review.accounts.models import User
    from review.accounts.roles import Role

    if role not in list(Role):
        raise UsageError(f"peran '{role}' tidak dikenal; pilih salah satu: {', '.join(Role)}")
    fields = {
        "username": username.strip().lower(),
        "full_name": full_name or username,
        "role": role,
        "place_code": place_code,
    }
    try:
        User(**fields).full_clean(exclude=["password"])  # before asking for a password in vain
        with transaction.atomic():
            user = User.objects.add(_typed_password(), **fields)
            audit.record(
                "user",
                by="padan user add",
                subject=user.username,
                what="added",
                role=role,
                place=place_code,
            )
    except ValidationError as error:
        raise UsageError("\n".join(error.messages)) from None
    return str(user.username)


def _place_code(regions: Regions, district: str | None, village: str | None) -> str:
    """The code of the place given by code or name; empty without one."""
    if village:
        found = regions.village_by_code(village) or regions.village_by_name(village, district)
        if found is None:
            raise UsageError(
                f"desa '{village}' tidak dikenal; tulis kodenya, misalnya 63.05.01.2003"
            )
        return found.code
    if district:
        code = district if district in regions.districts else regions.district_code(district)
        if code is None:
            raise UsageError(
                f"kecamatan '{district}' tidak dikenal; tulis kodenya, misalnya 63.05.01"
            )
        return code
    return ""


def _typed_password() -> str:
    """From standard input, or typed twice at a terminal; never from the arguments."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Kata sandi: ")
    if getpass.getpass("Sekali lagi: ") != password:
        raise UsageError("kedua kata sandi tidak sama; ulangi perintahnya")
    return password

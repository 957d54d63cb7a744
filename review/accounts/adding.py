"""Adding a user without a browser: the first administrator, and whoever has none at hand."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from pipelines.domain.regions import load_regions
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


def place_code(district: str | None, village: str | None) -> str:
    """The code of the place given by code or name, the village first; empty without one.

    UsageError (in Indonesian) when the office's regency has no such place.
    """
    regions = load_regions(settings.OFFICE.region)
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

"""What every page's template can use besides its own values."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from pipelines.domain.regions import load_regions
from review.accounts.roles import Role
from review.pages.navigation import entries


def page(request: HttpRequest) -> dict[str, Any]:
    """`regency` (its name) and `navigation` (address, title, whether it is where we are)."""
    user = getattr(request, "user", None)  # an upload is refused before anyone is known
    shown: list[tuple[str, str, bool]] = []
    if user is not None and user.is_authenticated:
        shown = [
            (address, title, _within(request.path, address))
            for address, title in entries(Role(user.role))
        ]
    return {"regency": load_regions(settings.OFFICE.region).name, "navigation": shown}


def _within(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)

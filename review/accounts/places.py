"""The places a user may be responsible for: the regency, one of its districts, one village."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from pipelines.domain.regions import load_regions
from pipelines.errors import UsageError


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


def place_choices() -> list[tuple[str, Any]]:
    """The whole regency, then each district with its villages."""
    return [("", f"Seluruh {load_regions(settings.OFFICE.region).name}"), *place_groups()]


def place_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The districts: the whole of each, then its villages."""
    regions = load_regions(settings.OFFICE.region)
    return [
        (
            f"Kecamatan {name}",
            [(code, f"Seluruh Kecamatan {name}")]
            + [(v.code, v.name) for v in regions.villages if v.district_code == code],
        )
        for code, name in regions.districts.items()
    ]

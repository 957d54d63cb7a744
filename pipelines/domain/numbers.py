"""Numbers as Indonesians write them: a dot between thousands, a comma before decimals."""

from __future__ import annotations

from typing import Final

ENGLISH_TO_INDONESIAN: Final = str.maketrans(",.", ".,")


def thousands(number: int) -> str:
    """12345 → `12.345`."""
    return f"{number:,}".translate(ENGLISH_TO_INDONESIAN)


def decimal(number: float, places: int) -> str:
    """1234.5 → `1.234,50` with two places."""
    return f"{number:,.{places}f}".translate(ENGLISH_TO_INDONESIAN)


def percent(share: float, places: int = 1) -> str:
    """A share 0..1: 0.984 → `98,4%`, 0.5 → `50,0%`."""
    return f"{decimal(100 * share, places)}%"


def short_percent(share: float) -> str:
    """A share 0..1, whole percents without decimals: 0.125 → `12,5%`, 0.5 → `50%`."""
    return f"{decimal(100 * share, 1).removesuffix(',0')}%"


def signed(number: float) -> str:
    """With its sign (a minus as printers set it) and one place: `+15,4`, `−0,7`."""
    return f"{number:+,.1f}".translate(ENGLISH_TO_INDONESIAN).replace("-", "−")


def rupiah(amount: float) -> str:
    """3496195 → `Rp 3.496.195`."""
    return f"Rp {decimal(amount, 0)}"

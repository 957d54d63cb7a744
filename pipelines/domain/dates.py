"""Days and months as Indonesians write them: `5 Agustus 2026`, `05-08-2026`.

Months are also written in older spellings (Pebruari, Nopember), in English, and cut short (Agt,
Okt, Des).
"""

from __future__ import annotations

from datetime import date
from typing import Final

MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
MONTH_SPELLINGS: Final = (*(name.lower() for name in MONTHS), "pebruari", "nopember")
"""Names of months in full, in lower case."""

DAY_MONTH_YEAR: Final = "%d-%m-%Y"
LONGEST_SHORT_FORM: Final = 4  # sept
BY_BEGINNING: Final = {
    **{name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)},
    "peb": 2, "mrt": 3, "may": 5, "ags": 8, "agt": 8, "aug": 8, "oct": 10, "nop": 11, "dec": 12,
}  # fmt: skip


def month_of(word: str) -> int | None:
    """The month (1..12) whose name begins like `word`; for words that hardly mean anything else.

    `Agustus`, `AGT.` and `august` are 8, and so is `Agung`.
    """
    return BY_BEGINNING.get(word[:3].lower())


def month_named(word: str) -> int | None:
    """The month (1..12) that `word` names in full or by a usual short form, else null.

    For words that may be anything: `Mar` is a month, `Marabahan` is a town.
    """
    low = word.lower()
    is_name = low in MONTH_SPELLINGS or len(low) <= LONGEST_SHORT_FORM
    return month_of(low) if is_name else None


def date_words(day: date) -> str:
    """`5 Agustus 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_numbers(day: date) -> str:
    """`05-08-2026`: day, month, year."""
    return day.strftime(DAY_MONTH_YEAR)

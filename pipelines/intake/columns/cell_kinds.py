"""What the text of a single cell looks like: a NIK or KK, a date, a name, a sex, a relation.

Looks only; what a value means is the next step's business.
"""

from __future__ import annotations

import re

from pipelines.domain.dates import month_of
from pipelines.domain.nik import LENGTH, inside

DIGITS = re.compile(r"[\s.'’`\-]|\.0$")
ISO_DATE = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
DAY_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2,4})$")
WORD_DATE = re.compile(r"^(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})$")
LONG_NUMBER = re.compile(r"\d{12}")
"""Part of a NIK or KK, though digits may be missing; no date or telephone number has as many."""

NAME = re.compile(r"^[A-Za-z'’`.,\"\- ]{2,60}$")
SEX = frozenset(
    {
        "l", "p", "laki-laki", "laki", "perempuan", "pria", "wanita", "lk", "pr", "lelaki"
    }
)  # fmt: skip
RELATION = frozenset(
    {
        "kepala keluarga", "istri", "suami", "anak", "menantu", "cucu", "orang tua", "orangtua",
        "mertua", "famili lain", "kepala kel", "kepala"
    }
)  # fmt: skip


def date_parts(text: str) -> tuple[int, int, int] | None:
    """(day, month, two-digit year) of a date in one of the forms offices write, else null."""
    text = text.split(" 00:00")[0]
    if match := ISO_DATE.match(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := DAY_FIRST.match(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := WORD_DATE.match(text):
        day, year = int(match[1]), int(match[3])
        month = month_of(match[2]) or 0
    else:
        return None
    if month > 12 and day <= 12:  # month-first, as American spreadsheets write it
        day, month = month, day
    return (day, month, year % 100) if 1 <= day <= 31 and 1 <= month <= 12 else None


def sixteen_digits(text: str) -> str | None:
    """The digits of a cell that holds a NIK or KK: 16 digits with a possible date inside."""
    number = DIGITS.sub("", text.removesuffix(".0"))
    if len(number) == LENGTH and number.isascii() and number.isdigit() and inside(number):
        return number
    return None

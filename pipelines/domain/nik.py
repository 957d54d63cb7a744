"""NIK and No. KK: what the sixteen digits say, and which numbers can exist.

Both have six digits of the region of first registration (KK: of issue), DDMMYY of birth with
day + 40 for women (KK: of recording, so never above 31), and four of a serial that starts at 0001.
There is no check digit. Dukcapil gives each number once; what people type to fill a cell repeats
one digit, counts, or ends after the region. OpenSID hands out temporary numbers: `0`, the 10-digit
village code, five digits. (DOMAIN.md, "NIK and KK".)

The century of a two-digit year is that of the period, unless the year would lie after the period's.
The SQL macros of the same names (`sql/domain/nik.sql`) say the same in the database.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, NamedTuple

import polars as pl
from lokal.provinces import PROVINCES

LENGTH: Final = 16
WOMENS_DAY: Final = 40
"""What is added to the day of birth in a woman's NIK."""

MONTH_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
COUNTING: Final = ("1234567890", "0123456789", "9876543210")

SPACED: Final = r"\d(?:[ .\-'’]?\d){15}"
"""Sixteen digits as people write them, in groups or in one."""

# Nearly every number: 16 digits with a day that every month has. Those are `ok`, unless
# `UNLIKELY` ends them; `diagnose` looks at the others one by one.
PLAIN: Final = r"^[1-9][0-9]{5}(?:[04][1-9]|[15][0-9]|[26][0-8])(?:0[1-9]|1[0-2])[0-9]{6}$"
UNLIKELY: Final = r"0000$|1111111111$"

Status = Literal["ok", "short", "long", "dummy", "temporary", "rounded", "bad_date"]
Sex = Literal["L", "P"]


class Inside(NamedTuple):
    """Day (a woman's 40 taken off), month and two-digit year inside a number."""

    day: int
    month: int
    year: int


def inside(number: str) -> Inside | None:
    """The date inside 16 digits; null when no month of any year could have such a day."""
    day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
    if day > WOMENS_DAY:
        day -= WOMENS_DAY
    return Inside(day, month, year) if 1 <= day <= 31 and 1 <= month <= 12 else None


def has_date(number: str) -> bool:
    """Whether the date inside 16 digits is a day of the calendar."""
    found = inside(number)
    if found is None or found.day > MONTH_DAYS[found.month - 1]:
        return False
    return not (found.month == 2 and found.day == 29 and found.year % 4)


def nik_birth(nik: str, latest: date) -> date | None:
    """The date of birth inside a NIK, in a year up to that of `latest`; null when there is none."""
    found = inside(nik) if len(nik) == LENGTH else None
    if found is None:
        return None
    century = 2000 if 2000 + found.year <= latest.year else 1900
    try:
        return date(century + found.year, found.month, found.day)
    except ValueError:
        return None


def nik_sex(nik: str) -> Sex | None:
    """L or P by the day inside a NIK; null when it is not a day or a digit is missing."""
    day = int(nik[6:8]) if len(nik) == LENGTH else 0
    if WOMENS_DAY < day <= WOMENS_DAY + 31:
        return "P"
    return "L" if 1 <= day <= 31 else None


def kk_recorded(kk: str, latest: date) -> date | None:
    """The day on which a KK was recorded; null when it is none, or comes after `latest`."""
    recorded = nik_birth(kk, latest) if may_be_kk(kk) else None
    return recorded if recorded is not None and recorded <= latest else None


def may_be_kk(number: str) -> bool:
    """Whether the day inside is one that a KK may have: only a NIK's is above 31."""
    return int(number[6:8]) <= 31


def is_dummy(digits: str) -> bool:
    """Digits that someone typed only to fill the cell."""
    if len(set(digits)) <= 1 or digits.startswith(COUNTING):
        return True
    if len(digits) < 12:
        return False
    # region and then nothing, or the same digit to the end
    return len(set(digits[6:])) == 1 or (digits[6:12] == "000000")


def is_temporary(number: str) -> bool:
    """Whether OpenSID gave out these 16 digits for someone who has no NIK yet."""
    return number[0] == "0" and number[1:3] in PROVINCES


def diagnose(digits: str) -> Status:
    """Whether a number without letters can be a NIK or KK (`ok`), or why not.

    `rounded`: a spreadsheet may have lost its last digits.
    """
    if is_dummy(digits):
        return "dummy"
    if len(digits) != LENGTH:
        return "short" if len(digits) < LENGTH else "long"
    if is_temporary(digits):
        return "temporary"
    if digits[12:] == "0000":
        return "rounded" if has_date(digits) else "dummy"
    return "ok" if has_date(digits) else "bad_date"


def sex_inside(digits: pl.Expr) -> pl.Expr:
    """L or P by the day inside each number, which may lack digits at its end; null when no day."""
    day = digits.str.slice(6, 2).cast(pl.Int32, strict=False)
    woman = day.is_between(WOMENS_DAY + 1, WOMENS_DAY + 31)
    return pl.when(woman).then(pl.lit("P")).when(day.is_between(1, 31)).then(pl.lit("L"))


def fits_birth(digits: pl.Expr, birth: pl.Expr) -> pl.Expr:
    """Whether the date inside a NIK is the birth date; null when either is unknown."""
    day, month, year = (
        digits.str.slice(start, 2).cast(pl.Int32, strict=False) for start in (6, 8, 10)
    )
    return (
        (pl.when(day > WOMENS_DAY).then(day - WOMENS_DAY).otherwise(day) == birth.dt.day())
        & (month == birth.dt.month())
        & (year == birth.dt.year() % 100)
    )


def region_exists(digits: pl.Expr) -> pl.Expr:
    """Whether the first two digits are a province's; null when the number is."""
    return digits.str.slice(0, 2).is_in(sorted(PROVINCES))

"""Periods are months, written `YYYY-MM`: in folder names, tables and addresses.

As text they sort by time. Functions take what `is_period`; ValueError for anything else.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from pipelines.domain.dates import MONTHS

PERIOD: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


def is_period(text: str) -> bool:
    """Whether `text` is a month such as `2026-10`."""
    return PERIOD.fullmatch(text) is not None


def period_of(day: date) -> str:
    """The month that a day is in."""
    return f"{day.year:04}-{day.month:02}"


def current_period(timezone: str) -> str:
    """The month of today's date in a time zone such as `Asia/Makassar`."""
    return period_of(datetime.now(ZoneInfo(timezone)))


def first_day(period: str) -> date:
    """First day of the month."""
    return date(*_year_and_month(period), 1)


def last_day(period: str) -> date:
    """Last day of the month."""
    year, month = _year_and_month(period)
    return date(year, month, monthrange(year, month)[1])


def day_of(period: str, number: int) -> date:
    """Day `number` (1..31) of the month, or its last day where the month is shorter."""
    end = last_day(period)
    return end.replace(day=min(number, end.day))


def next_period(period: str) -> str:
    """The month after: `2026-12` → `2027-01`."""
    year, month = _year_and_month(period)
    return f"{year + month // 12:04}-{month % 12 + 1:02}"


def months_between(earlier: str, later: str) -> int:
    """Whole months from one period to another: 2026-08 → 2026-10 is 2."""
    (year, month), (to_year, to_month) = _year_and_month(earlier), _year_and_month(later)
    return (to_year - year) * 12 + to_month - month


def period_words(period: str) -> str:
    """`2026-10` → `Oktober 2026`."""
    year, month = _year_and_month(period)
    return f"{MONTHS[month - 1]} {year}"


def _year_and_month(period: str) -> tuple[int, int]:
    if not is_period(period):
        raise ValueError(f"no period: {period!r}")
    return int(period[:4]), int(period[5:])

"""Periods are months, written YYYY-MM."""

from __future__ import annotations

import calendar
from datetime import date


def first_day(period: str) -> date:
    """First day of the month."""
    return date(int(period[:4]), int(period[5:7]), 1)


def last_day(period: str) -> date:
    """Last day of the month."""
    year, month = int(period[:4]), int(period[5:7])
    return date(year, month, calendar.monthrange(year, month)[1])


def day_of(period: str, day: int) -> date:
    """The month's day of this number; its last day where it has fewer."""
    end = last_day(period)
    return end.replace(day=min(day, end.day))

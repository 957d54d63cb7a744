"""How a village kept to the submission window, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from pipelines.domain.periods import first_day, last_day
from review.accounts.requests import OfficerRequest
from review.published.errors import OutdatedPublication
from review.published.gateway import MOST_OPEN
from review.published.reader import Row, gateway, reader


@dataclass(frozen=True)
class MonthOfVillage:
    """One published month; `figures` is null where the month must be run again to be read."""

    period: str
    figures: Row | None

    @property
    def days(self) -> int | None:
        """Days before (negative) or after the window's last day; null without a dated list."""
        listed: date | None = self.figures["list_date"] if self.figures else None
        return (listed - closing_day(self.period)).days if listed else None

    @property
    def is_old(self) -> bool:
        """Whether the list bears a date before the month began: last month's, sent once more."""
        listed: date | None = self.figures["list_date"] if self.figures else None
        return listed is not None and listed < first_day(self.period)

    @property
    def words(self) -> str:
        """`3 hari lebih awal`, `2 hari terlambat`, `tepat waktu`."""
        if self.figures is None:
            return "bulan ini perlu dijalankan ulang"
        if not self.figures["submitted"]:
            return "tidak mengirim"
        if self.days is None:
            return "tanggal daftar tidak tertulis"
        if self.is_old:
            return "daftar bertanggal sebelum bulan ini"
        if self.days > 0:
            return f"{self.days} hari terlambat"
        return f"{-self.days} hari lebih awal" if self.days else "pada hari terakhir"

    @property
    def late(self) -> bool:
        """Whether nothing came, nothing new, or it came after the window."""
        if self.figures is None:
            return False
        return not self.figures["submitted"] or self.is_old or (self.days or 0) > 0


def months_of(request: OfficerRequest, village_code: str) -> list[MonthOfVillage]:
    """The newest published months, as many as stay open side by side, the newest first."""
    months = []
    for period in reversed(gateway().periods()[-MOST_OPEN:]):
        try:
            figures = reader(request, period).row("villages/month", village=village_code)
        except OutdatedPublication:
            figures = None
        months.append(MonthOfVillage(period, figures))
    return months


def closing_day(period: str) -> date:
    """The last day on which a list of `period` is in time."""
    end = last_day(period)
    return end.replace(day=min(settings.OFFICE.submission_window.last_day, end.day))

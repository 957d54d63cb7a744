"""How a village kept to the submission window, month by month, in words.

What is late is decided by the run (`out.Coverage.punctuality`); here it is only said.
"""

from __future__ import annotations

from dataclasses import dataclass

from review.accounts.requests import OfficerRequest
from review.published.errors import OutdatedPublication
from review.published.gateway import MOST_OPEN
from review.published.reader import Row, gateway, reader

WORDS = {
    "nothing_sent": "tidak mengirim",
    "no_date": "tanggal daftar tidak tertulis",
    "earlier_month": "daftar bertanggal sebelum bulan ini",
}


@dataclass(frozen=True)
class MonthOfVillage:
    """One published month; `figures` is null where the month must be run again to be read."""

    period: str
    figures: Row | None

    @property
    def words(self) -> str:
        """`3 hari lebih awal`, `pada hari terakhir`, `2 hari terlambat`, `tidak mengirim`."""
        if self.figures is None:
            return "bulan ini perlu dijalankan ulang"
        punctuality = self.figures["punctuality"]
        if punctuality in WORDS:
            return WORDS[punctuality]
        days = (self.figures["submitted_on"] - self.figures["window_closes"]).days
        if punctuality == "late":
            return f"{days} hari terlambat"
        return f"{-days} hari lebih awal" if days else "pada hari terakhir"


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

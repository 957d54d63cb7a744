"""A village's months side by side: rows read, accepted, rejected, to mend; and the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

import sql
from pipelines.domain.dates import date_words
from pipelines.domain.numbers import short_percent
from pipelines.domain.periods import day_of, period_words
from pipelines.machine.database import open_published
from pipelines.office.config import WindowConfig
from schemas.problems import PROBLEMS

SHOWN_MONTHS: Final = 6
NOTABLE: Final = 0.01
"""Change of a share below which one month is as good as another."""


@dataclass(frozen=True)
class MonthCount:
    """Rows of one village's lists in one month; all nought when it sent none that could be read."""

    period: str
    rows_read: int = 0
    accepted: int = 0
    rejected: int = 0
    to_mend: int = 0

    @property
    def share(self) -> float:
        """Rows to mend (rejected ones among them) of the rows read, 0..1."""
        return self.to_mend / self.rows_read if self.rows_read else 0.0


def months_of_villages(
    con: duckdb.DuckDBPyConnection, period: str, earlier: Mapping[str, Path]
) -> dict[str, dict[str, MonthCount]]:
    """Village code → period → counts, for `period` and the newest published months before it.

    `earlier` are published databases by period.
    """
    found: dict[str, dict[str, MonthCount]] = {}
    for past in sorted(p for p in earlier if p < period)[1 - SHOWN_MONTHS :]:
        with closing(open_published(earlier[past])) as published:
            _add(found, published, past)
    _add(found, con, period)
    return found


def _add(
    found: dict[str, dict[str, MonthCount]], con: duckdb.DuckDBPyConnection, period: str
) -> None:
    grave = [code for code, problem in PROBLEMS.items() if problem.severity != "info"]
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW superseded AS {sql.read('publish/letters/superseded')}"
    )
    rows = con.execute(sql.read("publish/letters/village_counts"), {"grave": grave}).fetchall()
    for village, *counts in rows:
        found.setdefault(village, {})[period] = MonthCount(period, *counts)


def window_words(window: WindowConfig, period: str) -> str:
    """`tanggal 1 sampai 17 November 2026`, the days within which `period`'s lists are awaited."""
    first, last = day_of(period, window.first_day), day_of(period, window.last_day)
    return f"tanggal {first.day} sampai {date_words(last)}"


def trend_words(months: Sequence[MonthCount]) -> str:
    """One sentence on the newest of `months` (oldest first) against the last list before it."""
    if not months or not months[-1].rows_read:
        return ""
    now, before = months[-1], [m for m in months[:-1] if m.rows_read]
    if not before:
        return "Ini daftar pertama yang kami catat, jadi belum ada bulan untuk dibandingkan."
    last = before[-1]
    change = now.share - last.share
    past = f"{short_percent(last.share)} pada {period_words(last.period)}"
    if abs(change) < NOTABLE:
        return (
            f"Baris yang perlu diperbaiki: {short_percent(now.share)}, hampir sama dengan {past}."
        )
    if change < 0:
        return (
            f"Lebih baik: baris yang perlu diperbaiki turun dari {past} menjadi "
            f"{short_percent(now.share)}. Terima kasih."
        )
    return (
        f"Perlu perhatian: baris yang perlu diperbaiki naik dari {past} menjadi "
        f"{short_percent(now.share)}."
    )

"""A waiting run against what is published: counts by kind, source and village, what was refused.

Read from the outputs themselves (`report.json`, `coverage.parquet`); figures only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.domain.words import KINDS
from pipelines.office.publications.held import Held
from pipelines.office.publications.reports import read_report
from pipelines.office.workspace import Workspace
from schemas.sources import SOURCES

SHOWN_VILLAGES = 20
NOTABLE = 0.2
"""A count that changes by more than a fifth, and by more than FEW, is pointed at."""
FEW = 5


@dataclass(frozen=True)
class Change:
    """One figure: before (null where there is nothing to compare with) and now."""

    title: str
    before: int | None
    now: int

    @property
    def difference(self) -> int | None:
        """Now less before."""
        return None if self.before is None else self.now - self.before

    @property
    def is_notable(self) -> bool:
        """Whether someone should ask why."""
        if self.before is None:
            return False
        step = abs(self.now - self.before)
        return step > FEW and step > NOTABLE * max(self.before, 1)


@dataclass(frozen=True)
class VillageChange:
    """A village whose figures changed."""

    code: str
    name: str
    district: str
    proposed: Change
    missing: Change
    stopped: bool
    """It is in the base as having sent a list, and now it is not."""


@dataclass(frozen=True)
class RunComparison:
    """A waiting run (`period`) against the publication of `base` (null: nothing is published)."""

    period: str
    base: str | None
    finished: str
    findings: list[Change]
    sources: list[Change]
    rejected: list[Change]
    villages: list[VillageChange]
    refused: list[Mapping[str, str]]
    """Files that cannot be used, and could or were not there in the base."""
    refused_before: list[Mapping[str, str]]
    """Files that cannot be used, as in the base."""
    warnings: list[Mapping[str, str]]
    """Warnings that the base does not have."""


def compare(workspace: Workspace, held: Held) -> RunComparison:
    """Against the published run of the same period, else that of the month before."""
    published = workspace.published_periods()
    base = held.period if held.period in published else workspace.previous_period(held.period)
    now, before = read_report(held.out), read_report(workspace.out(base)) if base else {}
    old_refusals = before.get("files_refused", [])
    return RunComparison(
        period=held.period,
        base=base,
        finished=now["finished"],
        findings=[
            Change(
                words.title,
                before["flags"].get(kind, {}).get("standing", 0) if before else None,
                now["flags"][kind]["standing"],
            )
            for kind, words in KINDS.items()
        ],
        sources=_of_sources(before, now, "rows_read"),
        rejected=_of_sources(before, now, "rejected"),
        villages=_villages(held.out, workspace.out(base)) if base else [],
        refused=[file for file in now["files_refused"] if file not in old_refusals],
        refused_before=[file for file in now["files_refused"] if file in old_refusals],
        warnings=_fresh(now["warnings"], before.get("warnings", [])),
    )


def _of_sources(before: Mapping[str, Any], now: Mapping[str, Any], count: str) -> list[Change]:
    """Every source that one of the two has, in the order of SOURCES."""
    old: Mapping[str, Any] = before.get("sources", {})
    new: Mapping[str, Any] = now["sources"]
    return [
        Change(
            source.label,
            old.get(name, {}).get(count, 0) if before else None,
            new.get(name, {}).get(count, 0),
        )
        for name, source in SOURCES.items()
        if name in old or name in new
    ]


def _fresh(
    now: Sequence[Mapping[str, str]], before: Sequence[Mapping[str, str]]
) -> list[Mapping[str, str]]:
    known = {(warning["code"], warning["source"], warning["message"]) for warning in before}
    return [w for w in now if (w["code"], w["source"], w["message"]) not in known]


def _villages(now: Path, before: Path) -> list[VillageChange]:
    """The villages that changed most; those that stopped sending first."""
    columns = ("village_code", "village_name", "district_name", "proposed", "missing", "submitted")
    new = pl.read_parquet(now / "coverage.parquet", columns=list(columns))
    old = pl.read_parquet(before / "coverage.parquet", columns=[columns[0], *columns[3:]])
    changed = (
        new.join(old, on="village_code", how="left", suffix="_before")
        .with_columns(
            stopped=pl.col("submitted_before").fill_null(False) & ~pl.col("submitted"),
            size=sum(
                (pl.col(name) - pl.col(f"{name}_before").fill_null(0)).abs()
                for name in ("proposed", "missing")
            ),
        )
        .filter((pl.col("size") > 0) | pl.col("stopped"))
        .sort("stopped", "size", "village_code", descending=[True, True, False])
        .head(SHOWN_VILLAGES)
    )
    return [
        VillageChange(
            row["village_code"],
            row["village_name"],
            row["district_name"],
            Change("Diusulkan", row["proposed_before"], row["proposed"]),
            Change("Belum terdaftar", row["missing_before"], row["missing"]),
            row["stopped"],
        )
        for row in changed.iter_rows(named=True)
    ]

"""On which earlier month a published month was built, and whether that one still stands.

A month takes ids and the states of findings over from the month before it. Its report says which
publication that was; when it is withdrawn or run anew later, the later month goes on to rest on
what is no longer there until it is run again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pipelines.office.publications.durable import REPORT
from pipelines.office.workspace import Workspace


@dataclass(frozen=True)
class LostBasis:
    """An earlier month that another was built on and that does not stand as it was then."""

    period: str
    fate: Literal["withdrawn", "rerun"]


@dataclass(frozen=True)
class Withdrawal:
    """A publication that was withdrawn: when (ISO), why, and when its run had finished."""

    period: str
    at: str
    reason: str
    finished: str


def built_on(workspace: Workspace, period: str) -> dict[str, str] | None:
    """For the report of a new run: the publication that its ids come from; null for the first.

    The time at which a run finished tells it from every other run of its period.
    """
    earlier = workspace.previous_period(period)
    if earlier is None:
        return None
    report = _report(workspace.out(earlier) / REPORT)
    return {"period": earlier, "finished": str(report.get("finished", ""))}


def lost_basis(workspace: Workspace, period: str) -> LostBasis | None:
    """The nearest earlier month below a published one that was withdrawn or run anew since."""
    report = _report(workspace.out(period) / REPORT)
    while basis := report.get("built_on"):
        path = workspace.out(basis["period"]) / REPORT
        standing = _report(path) if workspace.database(basis["period"]).is_file() else {}
        if standing.get("finished") != basis["finished"]:
            return _fate(workspace, basis)
        report = standing
    return None


def _fate(workspace: Workspace, basis: Mapping[str, str]) -> LostBasis:
    period, finished = basis["period"], basis["finished"]
    withdrawn = {(one.period, one.finished) for one in withdrawals(workspace)}
    return LostBasis(period, "withdrawn" if (period, finished) in withdrawn else "rerun")


def withdrawals(workspace: Workspace) -> list[Withdrawal]:
    """All publications that were withdrawn, the newest withdrawal first."""
    found = []
    for folder in (workspace.root / "withdrawn").glob("*-*-*"):
        record, report = _report(folder / "withdrawn.json"), _report(folder / "out" / REPORT)
        if record:
            finished = str(report.get("finished", ""))
            found.append(Withdrawal(record["period"], record["at"], record["reason"], finished))
    return sorted(found, key=lambda one: (one.at, one.period), reverse=True)


def _report(path: Path) -> Mapping[str, Any]:
    """A report; empty where there is none."""
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return {}
    return _read(path, changed)


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> Mapping[str, Any]:
    """Read once for each `changed` (nanoseconds): pages ask again and again."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found

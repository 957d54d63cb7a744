"""On which earlier month a published month was built, and whether it is still published.

A month takes ids and the states of findings over from the month before it. Its report says which
publication that was; when it is withdrawn or run again later, the later month still rests on
what is no longer there until it is run again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pipelines.office.publications.reports import read_report
from pipelines.office.publications.withdrawing import withdrawals
from pipelines.office.workspace import Workspace


@dataclass(frozen=True)
class LostBasis:
    """An earlier month that another was built on and that does not stand as it was then."""

    period: str
    fate: Literal["withdrawn", "rerun"]


def built_on(workspace: Workspace, period: str) -> dict[str, str] | None:
    """For the report of a new run: the publication that its ids come from; null for the first.

    The time at which a run finished distinguishes it from every other run of its period.
    """
    earlier = workspace.previous_period(period)
    if earlier is None:
        return None
    report = read_report(workspace.out(earlier))
    return {"period": earlier, "finished": str(report.get("finished", ""))}


def lost_basis(workspace: Workspace, period: str) -> LostBasis | None:
    """The nearest earlier month below a published one that was withdrawn or run again since."""
    report = read_report(workspace.out(period))
    while basis := report.get("built_on"):
        standing = _standing(workspace, basis["period"])
        if standing.get("finished") != basis["finished"]:
            return _fate(workspace, basis)
        report = standing
    return None


def _fate(workspace: Workspace, basis: Mapping[str, str]) -> LostBasis:
    period, finished = basis["period"], basis["finished"]
    withdrawn = {(one.period, one.finished) for one in withdrawals(workspace)}
    return LostBasis(period, "withdrawn" if (period, finished) in withdrawn else "rerun")


def _standing(workspace: Workspace, period: str) -> Mapping[str, Any]:
    """The report of a period that is published; empty for any other."""
    published = workspace.database(period).is_file()
    return read_report(workspace.out(period)) if published else {}

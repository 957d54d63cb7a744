"""How the last run of the month went: from the published report, the run's lock and its log."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.office.publications.reports import read_report
from pipelines.office.run_lock import is_running
from pipelines.office.workspace import Workspace
from pipelines.run.step_names import step_label

TAIL = 64 * 1024  # bytes of a log that are read; a run writes about 5 KB


@dataclass(frozen=True)
class LastRun:
    """What an officer wants to know of the last run; times are ISO text."""

    running: bool
    failed_step: str
    """The step in words at which the newest run stopped; empty when it went through."""
    failed_period: str
    finished: str
    refused: list[dict[str, str]]
    warnings: list[dict[str, str]]


def last_run(workspace: Workspace, period: str) -> LastRun:
    """The state of the newest run, and what the publication of `period` says of itself."""
    report = read_report(workspace.out(period))
    running = is_running(workspace)
    stopped = None if running else _stopped(workspace)
    return LastRun(
        running=running,
        failed_step=step_label(stopped[1]) if stopped else "",
        failed_period=stopped[0] if stopped else "",
        finished=report.get("finished", ""),
        refused=report.get("files_refused", []),
        warnings=report.get("warnings", []),
    )


def _stopped(workspace: Workspace) -> tuple[str, str] | None:
    """Period and step of the newest run when its last step began and did not end."""
    logs = sorted((workspace.state / "logs").glob("run-*.log"), key=lambda path: _age(path))
    if not logs:
        return None
    last = None
    for event in events(logs[-1]):
        if event.get("logger") == "padan.month":
            last = event
    if last is None or last["message"] != "step started":
        return None
    return logs[-1].stem.removeprefix("run-"), last["step"]


def _age(path: Path) -> tuple[int, str]:
    return path.stat().st_mtime_ns, path.name


def events(log: Path) -> Iterator[dict[str, Any]]:
    """The newest events of a run's log."""
    with log.open("rb") as file:
        start = max(0, file.seek(0, os.SEEK_END) - TAIL)
        file.seek(start)
        lines = file.read().decode("utf-8", "replace").splitlines()
    for line in lines[1 if start else 0 :]:
        if line.endswith("}"):  # the last line may be half written
            yield json.loads(line)

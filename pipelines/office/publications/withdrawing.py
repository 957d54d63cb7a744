"""Withdrawing a published period that ran on wrong files; its record is kept.

What was published moves to `withdrawn/<period>-<n>/`: the database, the folder `out/`, and
`withdrawn.json`, which says when and why.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.errors import UsageError
from pipelines.office.publications.reports import read_report
from pipelines.office.publications.swap import recover
from pipelines.office.run_lock import only_run
from pipelines.office.workspace import Workspace

RECORD = "withdrawn.json"


@dataclass(frozen=True)
class Withdrawal:
    """A publication that was withdrawn: when (ISO), why, and when its run had finished."""

    period: str
    at: str
    reason: str
    finished: str


def withdraw(workspace: Workspace, period: str, reason: str) -> Path:
    """Withdraw a published period for `reason`; returns the folder in which it is kept.

    Later periods stay as they are: what they took over from this one is said in their own
    history. UsageError when the period is not published or the reason is empty.
    """
    if not reason.strip():
        raise UsageError("tuliskan alasan penarikan dengan --reason")
    with only_run(workspace):
        recover(workspace)
        database = workspace.database(period)
        if not database.is_file():
            known = ", ".join(workspace.published_periods()) or "belum ada"
            raise UsageError(f"periode '{period}' belum terbit; yang sudah terbit: {known}")
        kept = _next_folder(workspace, period)
        kept.mkdir(parents=True)
        record = {"period": period, "reason": reason, "at": datetime.now(UTC).isoformat()}
        (kept / RECORD).write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
        # The database goes first: a period counts as published by it.
        os.replace(database, kept / database.name)
        if workspace.out(period).is_dir():
            os.replace(workspace.out(period), kept / "out")
    return kept


def withdrawals(workspace: Workspace) -> list[Withdrawal]:
    """All publications that were withdrawn, the newest withdrawal first."""
    found = []
    for file in workspace.withdrawn.glob(f"*-*-*/{RECORD}"):
        record = json.loads(file.read_text(encoding="utf-8"))
        finished = str(read_report(file.parent / "out").get("finished", ""))
        found.append(Withdrawal(record["period"], record["at"], record["reason"], finished))
    return sorted(found, key=lambda one: (one.at, one.period), reverse=True)


def _next_folder(workspace: Workspace, period: str) -> Path:
    number = 1
    while (folder := workspace.withdrawn / f"{period}-{number}").exists():
        number += 1
    return folder

"""`padan unpublish`: withdraw a period, keeping its record."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from pipelines.errors import UsageError
from pipelines.office.workspace import Workspace, open_workspace
from pipelines.run.month import only_run


def withdraw(root: Path, period: str, reason: str) -> Path:
    """Move the published period into `withdrawn/<period>-<n>/` with the reason; returns it.

    Later periods stay as they are: what they took over from this one is said in their own
    history. UsageError when the period is not published or the reason is empty.
    """
    from pipelines.office.publications import recover

    place = open_workspace(root)
    if not reason.strip():
        raise UsageError("tuliskan alasan penarikan dengan --reason")
    with only_run(place):
        recover(place)
        database = place.database(period)
        if not database.is_file():
            known = ", ".join(place.published_periods()) or "belum ada"
            raise UsageError(f"periode '{period}' belum terbit; yang sudah terbit: {known}")
        kept = _next_folder(place, period)
        kept.mkdir(parents=True)
        record = {"period": period, "reason": reason, "at": datetime.now(UTC).isoformat()}
        (kept / "withdrawn.json").write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
        # The database goes first: a period counts as published by it.
        os.replace(database, kept / database.name)
        if place.out(period).is_dir():
            os.replace(place.out(period), kept / "out")
    return kept


def say_withdrawn(root: Path, period: str, kept: Path) -> str:
    """What an officer should know after a withdrawal: where it is kept, what still builds on it."""
    told = f"Periode {period} ditarik; arsipnya disimpan di {kept}."
    later = [p for p in open_workspace(root).published_periods() if p > period]
    if not later:
        return told
    return (
        f"{told}\nBulan sesudahnya yang sudah terbit tetap seperti semula: {', '.join(later)}. "
        f"Bila {period} sudah dijalankan lagi, jalankan ulang juga mulai dari yang paling lama."
    )


def _next_folder(place: Workspace, period: str) -> Path:
    number = 1
    while (folder := place.root / "withdrawn" / f"{period}-{number}").exists():
        number += 1
    return folder

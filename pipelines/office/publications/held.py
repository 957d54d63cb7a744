"""A finished run that waits: built and checked, but not published until someone has compared it.

It lies under `.padan/` as `waiting-<period>.duckdb` and `waiting-<period>/`; the marker
`waiting-<period>.json`, written last, says that both are whole, and on what they were built. A run
that waits can only be published while that still stands.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from pipelines.office.publications.durable import (
    REPORT,
    digest,
    flush_finished,
    flush_folder,
    write_durably,
)
from pipelines.office.workspace import Workspace


@dataclass(frozen=True)
class Held:
    """The parts of one waiting run."""

    workspace: Workspace
    period: str

    @property
    def database(self) -> Path:
        """The finished database."""
        return self.workspace.state / f"waiting-{self.period}.duckdb"

    @property
    def out(self) -> Path:
        """The finished folder of outputs."""
        return self.workspace.state / f"waiting-{self.period}"

    @property
    def marker(self) -> Path:
        """Says that both are whole."""
        return self.workspace.state / f"waiting-{self.period}.json"

    @property
    def is_whole(self) -> bool:
        """Whether there is a run to publish."""
        return self.marker.is_file() and self.database.is_file() and self.out.is_dir()

    @property
    def is_current(self) -> bool:
        """Whether what it was built on and what it would replace still stand."""
        built_on: dict[str, str] = json.loads(self.marker.read_text(encoding="utf-8"))
        return built_on == _standing(self.workspace, self.period)

    def discard(self) -> None:
        """Remove it; the marker first, so that no half of it is ever taken for whole."""
        self.marker.unlink(missing_ok=True)
        flush_folder(self.marker.parent)
        self.database.unlink(missing_ok=True)
        if self.out.is_dir():
            shutil.rmtree(self.out)


def hold(workspace: Workspace, period: str, building_db: Path, building_out: Path) -> None:
    """Set a finished run aside; an earlier one of the period that waits is dropped.

    RunError when the database was not closed or the folder is not finished.
    """
    flush_finished(period, building_db, building_out)
    held = Held(workspace, period)
    held.discard()
    os.replace(building_db, held.database)
    os.rename(building_out, held.out)
    flush_folder(workspace.state)
    write_durably(held.marker, _standing(workspace, period))


def held_runs(workspace: Workspace) -> list[Held]:
    """The runs that wait, the oldest period first."""
    markers = sorted(workspace.state.glob("waiting-*.json"))
    found = [Held(workspace, marker.stem.removeprefix("waiting-")) for marker in markers]
    return [held for held in found if held.is_whole]


def clear_unfinished(workspace: Workspace) -> None:
    """Remove what a crash left of a run that was being set aside, published or dropped.

    To be called when publications that were cut short have been completed.
    """
    for path in sorted(workspace.state.glob("waiting-*")):
        held = Held(workspace, path.name.removeprefix("waiting-").split(".")[0])
        if not held.is_whole:
            held.discard()
            path.unlink(missing_ok=True)


def _standing(workspace: Workspace, period: str) -> dict[str, str]:
    """The publications that a run of `period` rests on or replaces, by the hash of their report."""
    earlier = workspace.previous_period(period)
    standing = [earlier, period] if earlier else [period]
    return {p: digest(workspace.out(p) / REPORT) for p in standing}

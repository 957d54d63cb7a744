"""What a month knows before its first step, and the place where it builds.

A run builds `.padan/building-<period>.duckdb` and the output folder next to it. Both are published
by renaming at the very end, so that a crash at any moment leaves the last publication as it was;
the next run removes what a killed one left behind.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from pipelines.intake import NamedColumns, named_columns
from pipelines.machine.database import create_database
from pipelines.office.config import Config, load_config
from pipelines.office.corrections import Corrections, load_corrections
from pipelines.office.ledger import read_decisions
from pipelines.office.publications import recover
from pipelines.office.run_lock import only_run
from pipelines.office.workspace import Workspace, require_inbox
from pipelines.resolve.adopted import model_in_use
from pipelines.resolve.fitted import FittedModel
from pipelines.run.steps import StepCount


@dataclass(frozen=True)
class Building:
    """The publication under construction, which nobody reads yet; `folder` is made when written."""

    database: Path
    folder: Path
    con: duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class Finished:
    """A step that is done: its rows, and how many seconds it took."""

    name: str
    count: StepCount
    seconds: float


@dataclass(frozen=True)
class Context:
    """What every step of a month may look at; nothing here changes while it runs.

    `decisions` (the ledger) and `model` are those of the moment the run began: later ones are for
    the next run. `earlier` are the published databases of all earlier periods, oldest first.
    """

    workspace: Workspace
    period: str
    config: Config
    corrections: Corrections
    decisions: pl.DataFrame
    named_columns: NamedColumns
    model: FittedModel
    earlier: Mapping[str, Path]
    building: Building
    finished: tuple[Finished, ...] = ()
    started: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def previous(self) -> Path | None:
        """The published database of the newest earlier period."""
        return [*self.earlier.values()][-1] if self.earlier else None

    @property
    def corrections_version(self) -> str | None:
        """Hash of all that officers corrected in the reading of files; null where nothing."""
        parts = [self.named_columns.version or "", self.corrections.version or ""]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:8] if any(parts) else None

    def rows(self, table: str) -> int:
        """How many rows a table of the building database has."""
        # fetchall: a result that is not read to its end keeps the connection to itself.
        ((rows,),) = self.building.con.execute(f"SELECT count(*) FROM {table}").fetchall()
        return int(rows)


@contextmanager
def begun(workspace: Workspace, period: str) -> Iterator[Context]:
    """A month about to be run, with an empty database to build in, which is closed on leaving.

    Holds the run lock. Raises UsageError when the period has no inbox folder or another run of the
    workspace is under way, ConfigError when a setting or the office's model is wrong.
    """
    config = load_config(workspace.config_file)
    corrections = load_corrections(workspace.corrections_file)
    require_inbox(workspace, period)
    if config.engine.resolve == "spark":
        from pipelines.resolve.spark import require_spark

        require_spark()
    with only_run(workspace):
        clear_leftovers(workspace)
        decisions = read_decisions(workspace)
        published = {p: workspace.database(p) for p in workspace.published_periods()}
        model = model_in_use(workspace)
        database = workspace.state / f"building-{period}.duckdb"
        with closing(create_database(database, config.engine)) as con:
            yield Context(
                workspace=workspace,
                period=period,
                config=config,
                corrections=corrections,
                decisions=decisions,
                named_columns=named_columns(config, decisions),
                model=model,
                earlier={p: database for p, database in published.items() if p < period},
                building=Building(database, database.with_suffix(""), con),
            )


def clear_leftovers(workspace: Workspace) -> None:
    """Finish or discard what a killed run left behind."""
    recover(workspace)
    for leftover in workspace.state.glob("building-*"):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()

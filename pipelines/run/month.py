"""One month as a function of inbox, ledger, configuration and the previous published period.

The steps stand here in their order and run without Prefect; `pipelines.flows.monthly` runs the
same steps as tasks of a flow. A run builds `.padan/building-<period>.duckdb` and the output folder
beside it and publishes both by renaming at the very end, so that a crash at any moment leaves the
last publication as it was. Heavy frames pass from step to step in memory.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb
import polars as pl

from pipelines.errors import UsageError
from pipelines.machine.database import create_database, load_frames
from pipelines.machine.logs import private_folder
from pipelines.office.config import Config, load_config
from pipelines.office.corrections import NO_ROW_CORRECTIONS, Corrections, load_corrections
from pipelines.office.ledger import read_decisions
from pipelines.office.workspace import Workspace, require_period

if TYPE_CHECKING:
    from pipelines.intake import Intake
    from pipelines.publish.papers import Papers
    from pipelines.resolve.fitted import FittedModel

log = logging.getLogger("padan.month")


@dataclass(frozen=True)
class StepCount:
    """What a step tells of itself: rows it took, rows it gave, rows it turned away."""

    rows_in: int
    rows_out: int
    rejected: int = 0


Step = Callable[[], StepCount]
StepRunner = Callable[[str, Step], StepCount]


def run_directly(name: str, step: Step) -> StepCount:
    """The step runner without Prefect: just calls the step."""
    return step()


def load_steps() -> None:
    """Import what the steps need. They do so themselves too; this is for time spent waiting."""
    for part in (
        "intake",
        "standardize",
        "resolve.step",
        "assess",
        "publish",
        "publish.letters.outputs",
    ):
        import_module(f"pipelines.{part}")


def run_month(
    workspace: Workspace,
    period: str,
    run_step: StepRunner = run_directly,
    *,
    hold: bool = False,
) -> Month:
    """Run `period` and publish it; returns the finished month with counts and seconds by step.

    With `hold` the finished run waits instead (`pipelines.office.publications.held`), for people to
    compare it with what is published before it is made current.

    `run_step` is called with the name and the function of each step, in order. Raises UsageError
    when the period has no inbox folder or another run of the workspace is under way, and RunError
    when a check of our own fails; nothing is published then.
    """
    config = load_config(workspace.config_file)
    corrections = load_corrections(workspace.corrections_file)
    require_inbox(workspace, period)
    if config.engine.resolve == "spark":
        from pipelines.resolve.spark import require_spark

        require_spark()
    with only_run(workspace):
        month = Month(workspace, config, period, corrections, hold)
        month.clear_leftovers()
        try:
            for name, step in month.steps().items():
                month.timed(name, step, run_step)
        finally:
            month.close()
        return month


def require_inbox(workspace: Workspace, period: str) -> None:
    """UsageError (in Indonesian) unless `period` is a month with a folder in the inbox."""
    require_period(period)
    if not (workspace.inbox / period).is_dir():
        known = ", ".join(workspace.inbox_periods()) or "belum ada"
        raise UsageError(
            f"folder {workspace.inbox / period} tidak ada; letakkan berkas bulan itu di sana. "
            f"Periode yang ada di inbox: {known}"
        )


@contextmanager
def only_run(workspace: Workspace) -> Iterator[None]:
    """Hold the workspace's run lock; the system frees it even when the process is killed."""
    private_folder(workspace.state)
    with (workspace.state / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(
                "proses lain sedang berjalan di ruang kerja ini; tunggu sampai selesai"
            ) from None
        yield


@dataclass
class Month:
    """A run under way: what the steps hand to each other, and what each of them counted."""

    workspace: Workspace
    config: Config
    period: str
    corrections: Corrections = NO_ROW_CORRECTIONS
    hold: bool = False
    counts: dict[str, StepCount] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    warnings: Sequence[tuple[str, str, str]] = ()
    _intake: Intake | None = None
    _core: dict[str, pl.DataFrame] = field(default_factory=dict)
    _con: duckdb.DuckDBPyConnection | None = None
    _papers: Papers | None = None

    def steps(self) -> dict[str, Step]:
        """The month's steps in order, by name."""
        return {
            "read inbox": self.read_inbox,
            "standardise rows": self.standardise,
            "load database": self.load,
            "resolve identities": self.resolve,
            "assess households": self.assess,
            "check results": self.check,
            "write outputs": self.write,
            **({"hold": self.set_aside} if self.hold else {"publish": self.publish}),
        }

    def timed(self, name: str, step: Step, run_step: StepRunner) -> None:
        """Run one step and keep and log its counts and seconds."""
        log.info("step started", extra={"counts": {"step": name}})
        begin = perf_counter()
        self.counts[name] = count = run_step(name, step)
        self.seconds[name] = round(perf_counter() - begin, 3)
        fields = {"step": name, "seconds": self.seconds[name], **vars(count)}
        log.info("step finished", extra={"counts": fields})

    @property
    def building(self) -> Path:
        """The database under construction."""
        return self.workspace.state / f"building-{self.period}.duckdb"

    @property
    def building_out(self) -> Path:
        """The output folder under construction."""
        return self.workspace.state / f"building-{self.period}"

    @property
    def previous(self) -> Path | None:
        """The published database of the newest earlier period."""
        earlier = self.workspace.previous_period(self.period)
        return self.workspace.database(earlier) if earlier else None

    @property
    def earlier(self) -> dict[str, Path]:
        """The published databases of all earlier periods, by period."""
        published = self.workspace.published_periods()
        return {p: self.workspace.database(p) for p in published if p < self.period}

    @property
    def con(self) -> duckdb.DuckDBPyConnection:
        """The connection to the building database, from the load step on."""
        assert self._con is not None, "the load step has not run"
        return self._con

    @property
    def papers(self) -> Papers:
        """The workbooks and letters that wait to be written, from the load step on."""
        assert self._papers is not None, "the load step has not run"
        return self._papers

    @cached_property
    def fitted(self) -> FittedModel:
        """The linkage model the office uses."""
        from pipelines.office.models import model_in_use

        return model_in_use(self.workspace)

    def clear_leftovers(self) -> None:
        """Finish or discard what a killed run left behind."""
        from pipelines.office.publications import recover

        recover(self.workspace)
        for leftover in self.workspace.state.glob("building-*"):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()

    def read_inbox(self) -> StepCount:
        """Inbox files → raw tables."""
        from pipelines.intake import column_corrections, read_period

        said = column_corrections(self.config, self.decisions)
        self._intake = intake = read_period(self.workspace, self.config, self.period, said)
        self.warnings = [(w.code, w.source, w.message) for w in intake.warnings]
        rows = sum(table.height for table in intake.tables.values())
        return StepCount(rows + intake.not_data.height, rows, intake.not_data.height)

    def standardise(self) -> StepCount:
        """Raw tables → core tables, each row with its problems."""
        from pipelines.standardize import standardize
        from pipelines.standardize.corrected_cells import forgotten

        assert self._intake is not None, "the inbox has not been read"
        self._core = standardize(self._intake, self.config, self.period, self.corrections)
        self.warnings = [*self.warnings, *forgotten(self._core["correction"])]
        outcomes = self._core["record"]["outcome"]
        accepted = int((outcomes == "accepted").sum())
        return StepCount(outcomes.len(), accepted, int((outcomes == "rejected").sum()))

    def load(self) -> StepCount:
        """Raw and core frames → the building database; the frames are let go.

        What villages are to mend is known now: a second process begins to write it down.
        """
        from pipelines.publish.papers import Papers
        from pipelines.publish.printed_places import places_of
        from pipelines.publish.workbooks.rejected import write_rejected

        assert self._intake is not None, "the inbox has not been read"
        intake, core = self._intake, self._core
        self._con = create_database(self.building, self.config.engine)
        raw = {
            "file": intake.files,
            "column_found": intake.columns,
            "not_data": intake.not_data,
            **intake.tables,
        }
        rows = load_frames(self.con, {"raw": raw, "core": core})
        self._intake, self._core = None, {}
        self.building_out.mkdir()
        self._papers = Papers()
        places, folder = places_of(self.config.region), self.building_out / "rejected"
        write_rejected(self.con, places, self.period, folder, self.papers)
        return StepCount(rows, rows)

    def resolve(self) -> StepCount:
        """core.person → who is who (link tables)."""
        from pipelines.resolve.step import resolve

        resolve(
            self.con,
            self.config,
            self.period,
            self.decisions,
            self.previous,
            self.fitted,
        )
        return StepCount(self._rows("core.person"), self._rows("link.person_household"))

    def assess(self) -> StepCount:
        """Identities and rules → households, flags, coverage (out tables)."""
        from pipelines.assess import assess

        assess(self.con, self.config, self.period, self.decisions, self.previous)
        return StepCount(self._rows("link.person_household"), self._rows("out.flag"))

    def check(self) -> StepCount:
        """Our own checks on the built database; CheckError when one finds a row."""
        from pipelines.assess import run_checks

        run_checks(self.con)
        rows = self._rows("core.record")
        return StepCount(rows, rows)

    def write(self) -> StepCount:
        """out tables → the files of the contract, in the building folder."""
        from pipelines.office.publications.lineage import built_on
        from pipelines.publish import RunInfo, write_outputs
        from pipelines.publish.letters.outputs import write_feedback

        info = RunInfo(
            started=self.started,
            finished=datetime.now(UTC),
            model_version=self.fitted.version,
            seconds=dict(self.seconds),
            warnings=self.warnings,
            corrections_version=self.corrections_version(),
            built_on=built_on(self.workspace, self.period),
        )
        folder, config, period = self.building_out, self.config, self.period
        write_outputs(self.con, config, period, info, folder, self.papers)
        write_feedback(self.con, config, period, self.earlier, folder / "feedback", self.papers)
        self.papers.finish()
        files = sum(path.is_file() for path in folder.rglob("*"))
        return StepCount(self._rows("out.flag"), files)

    def publish(self) -> StepCount:
        """Swap the finished database and folder in for the published ones."""
        from pipelines.office.publications import swap_in

        flags = self._rows("out.flag")
        self.close()
        swap_in(self.workspace, self.period, self.building, self.building_out)
        return StepCount(flags, flags)

    def set_aside(self) -> StepCount:
        """Keep the finished database and folder for comparison; nothing published changes."""
        from pipelines.office.publications import hold

        flags = self._rows("out.flag")
        self.close()
        hold(self.workspace, self.period, self.building, self.building_out)
        return StepCount(flags, flags)

    def corrections_version(self) -> str | None:
        """Hash of all that officers corrected in the reading of files; null where nothing."""
        from pipelines.intake import column_corrections

        said = column_corrections(self.config, self.decisions)
        parts = [repr(said.entries) if said else "", self.corrections.version or ""]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:8] if any(parts) else None

    @cached_property
    def decisions(self) -> pl.DataFrame:
        """What people had decided when the run began; later decisions are for the next run."""
        return read_decisions(self.workspace)

    def close(self) -> None:
        """End the second process and close the building database, if they are there."""
        if self._papers is not None:
            self._papers.end()
            self._papers = None
        if self._con is not None:
            self._con.close()
            self._con = None

    def _rows(self, table: str) -> int:
        # fetchall: a result that is not read to its end keeps the connection to itself.
        ((rows,),) = self.con.execute(f"SELECT count(*) FROM {table}").fetchall()
        return int(rows)

"""One month as a function of inbox, ledger, configuration, model and earlier publications.

The month is a list of typed steps, `PUBLISHED_MONTH` below: each takes what the one before it gave,
and the context that all of them share. It runs without Prefect; `pipelines.flows.monthly` runs the
same steps as tasks of a flow.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from time import perf_counter

import polars as pl

from pipelines.assess import assess, run_checks
from pipelines.domain.regions import load_regions
from pipelines.intake import Intake, read_period
from pipelines.machine.comments import add_comments
from pipelines.machine.database import load_frames
from pipelines.office.publications import hold, swap_in
from pipelines.office.publications.lineage import built_on
from pipelines.office.workspace import Workspace
from pipelines.publish import RunInfo, write_outputs
from pipelines.publish.letters.outputs import write_feedback
from pipelines.publish.papers import Papers
from pipelines.publish.workbooks.rejected import write_rejected
from pipelines.resolve.step import resolve
from pipelines.run.context import Context, Finished, begun
from pipelines.run.step_names import StepName
from pipelines.run.steps import StepCount, StepRunner, first, run_directly
from pipelines.standardize import standardize
from pipelines.standardize.corrected_cells import forgotten

log = logging.getLogger("padan.month")

SourceWarning = tuple[str, str, str]
"""What an officer should know of a source as a whole: code, source, Indonesian sentence."""


@dataclass(frozen=True)
class Raw:
    """The files of the month as typed."""

    intake: Intake
    count: StepCount


@dataclass(frozen=True)
class Core:
    """The rows typed and judged, with the raw ones they came from."""

    raw: Raw
    tables: dict[str, pl.DataFrame]
    warnings: Sequence[SourceWarning]
    count: StepCount


@dataclass(frozen=True)
class Database:
    """The building database, filled as far as the name of the class says."""

    warnings: Sequence[SourceWarning]
    count: StepCount


class Loaded(Database):
    """Raw and core tables are there."""


class Resolved(Database):
    """Link tables, too."""


class Assessed(Database):
    """Out tables, too: nothing changes after this."""


class Checked(Database):
    """Nothing in it breaks our own rules."""


@dataclass(frozen=True)
class Written:
    """All output files are in the building folder."""

    count: StepCount


@dataclass(frozen=True)
class Done:
    """Database and folder are published, or held."""

    count: StepCount


def read_inbox(context: Context) -> Raw:
    """Inbox files → raw tables."""
    intake = read_period(context.workspace, context.config, context.period, context.named_columns)
    rows, not_data = sum(table.height for table in intake.tables.values()), intake.not_data.height
    return Raw(intake, StepCount(rows + not_data, rows, not_data))


def standardize_rows(context: Context, raw: Raw) -> Core:
    """Raw tables → core tables, each row with its problems."""
    tables = standardize(raw.intake, context.config, context.period, context.corrections)
    warnings = [(w.code, w.source, w.message) for w in raw.intake.warnings]
    outcomes = tables["record"]["outcome"]
    accepted, rejected = ((outcomes == outcome).sum() for outcome in ("accepted", "rejected"))
    count = StepCount(outcomes.len(), int(accepted), int(rejected))
    return Core(raw, tables, [*warnings, *forgotten(tables["correction"])], count)


def load_database(context: Context, core: Core) -> Loaded:
    """Raw and core frames → the building database."""
    intake = core.raw.intake
    raw = {
        "file": intake.files,
        "column_found": intake.columns,
        "not_data": intake.not_data,
        **intake.tables,
    }
    rows = load_frames(context.building.con, {"raw": raw, "core": core.tables})
    return Loaded(core.warnings, StepCount(rows, rows))


def resolve_identities(context: Context, loaded: Loaded) -> Resolved:
    """core.person → who is who (link tables)."""
    resolve(
        context.building.con,
        context.config,
        context.period,
        context.decisions,
        context.previous,
        context.model,
    )
    people, placed = context.rows("core.person"), context.rows("link.person_household")
    return Resolved(loaded.warnings, StepCount(people, placed))


def assess_households(context: Context, resolved: Resolved) -> Assessed:
    """Identities and rules → households, flags, coverage (out tables)."""
    con, config, period = context.building.con, context.config, context.period
    assess(con, config, period, context.decisions, context.previous)
    return Assessed(resolved.warnings, StepCount(resolved.count.rows_out, context.rows("out.flag")))


def check_results(context: Context, assessed: Assessed) -> Checked:
    """Our own checks on the built database; CheckError when one finds a row."""
    run_checks(context.building.con)
    rows = context.rows("core.record")
    return Checked(assessed.warnings, StepCount(rows, rows))


def write_files(context: Context, checked: Checked) -> Written:
    """The finished tables → the files of the contract, in the building folder."""
    con, config, period = context.building.con, context.config, context.period
    folder = context.building.folder
    add_comments(con)
    info = RunInfo(
        started=context.started,
        finished=datetime.now(UTC),
        model_version=context.model.version,
        seconds={step.name: step.seconds for step in context.finished},
        warnings=checked.warnings,
        corrections_version=context.corrections_version,
        built_on=built_on(context.workspace, period),
    )
    folder.mkdir()
    with Papers() as papers:
        write_rejected(con, load_regions(config.region), period, folder / "rejected", papers)
        write_feedback(con, config, period, context.earlier, folder / "feedback", papers)
        write_outputs(con, config, period, info, folder, papers)
    files = sum(path.is_file() for path in folder.rglob("*"))
    return Written(StepCount(context.rows("out.flag"), files))


def publish_month(context: Context, written: Written) -> Done:
    """Swap the finished database and folder in for the published ones."""
    building, flags = context.building, written.count.rows_in
    building.con.close()
    swap_in(context.workspace, context.period, building.database, building.folder)
    return Done(StepCount(flags, flags))


def hold_month(context: Context, written: Written) -> Done:
    """Keep the finished database and folder for comparison; nothing published changes."""
    building, flags = context.building, written.count.rows_in
    building.con.close()
    hold(context.workspace, context.period, building.database, building.folder)
    return Done(StepCount(flags, flags))


WRITTEN_MONTH = (
    first(StepName.READ, read_inbox)
    .then(StepName.STANDARDIZE, standardize_rows)
    .then(StepName.LOAD, load_database)
    .then(StepName.RESOLVE, resolve_identities)
    .then(StepName.ASSESS, assess_households)
    .then(StepName.CHECK, check_results)
    .then(StepName.WRITE, write_files)
)
PUBLISHED_MONTH = WRITTEN_MONTH.then(StepName.PUBLISH, publish_month)
HELD_MONTH = WRITTEN_MONTH.then(StepName.HOLD, hold_month)


def run_month(
    workspace: Workspace,
    period: str,
    run_step: StepRunner = run_directly,
    *,
    hold: bool = False,
) -> Sequence[Finished]:
    """Run `period` and publish it; returns each step with its rows and seconds.

    With `hold` the finished run waits instead (`pipelines.office.publications.held`), for people to
    compare it with what is published before it is made current.

    `run_step` is called with the name and the function of each step, in order. Raises UsageError
    when the period has no inbox folder or another run of the workspace is under way, and RunError
    when a check of our own fails; nothing is published then.
    """
    with begun(workspace, period) as context:
        for name, step in (HELD_MONTH if hold else PUBLISHED_MONTH).each():
            log.info("step started", extra={"counts": {"step": name}})
            begin = perf_counter()
            count = run_step(name, partial(step, context))
            seconds = round(perf_counter() - begin, 3)
            fields = {"step": name, "seconds": seconds, **vars(count)}
            log.info("step finished", extra={"counts": fields})
            context = replace(context, finished=(*context.finished, Finished(name, count, seconds)))
        return context.finished

"""Regencies whose truth is known, as the benchmarks meet them: core tables in a DuckDB file.

Reading the office's files is given for free: whoever is measured starts from the same `core.*`
tables that `pipelines.standardize` made, with NIK, dates and names already cleaned.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from pipelines.intake import read_period
from pipelines.machine.database import create_database, load_frames
from pipelines.office.config import Config
from pipelines.office.workspace import Workspace
from pipelines.standardize import standardize
from pipelines.training.regency import YEAR, labelled_regency

REGION = "63.05"


@dataclass(frozen=True)
class Regency:
    """Core tables (`database`) of one period, and the truth of its accepted rows.

    `truth`: record_id, source, true_person, true_household (today's), bad (the row's NIK is wrong
    or missing); one row per accepted record that truly is about a person.
    """

    name: str
    period: str
    database: Path
    truth: pl.DataFrame
    rows: int


def demo_regency(households: int, seed: int, noise: float, folder: Path) -> Regency:
    """A synthetic regency with the labels of the training flow, kept in `folder`."""
    con, labels = labelled_regency(seed, noise, households, folder)
    database = folder / "tables.duckdb"
    con.execute(f"attach '{database}' as kept; copy from database memory to kept; detach kept")
    period = f"{YEAR}-10"
    truth = true_rows(con, folder / "truth", period).join(labels, on="record_id", how="semi")
    name = f"demo {households} households, noise {noise}, seed {seed}"
    return _finished(name, period, database, con, truth)


def sample_regency(sample: Path, folder: Path) -> Regency:
    """The newest period of an office's sample: a folder that holds `inbox/` and `truth/`."""
    workspace = Workspace(folder / "workspace")
    workspace.root.mkdir(parents=True)
    workspace.inbox.symlink_to((sample / "inbox").resolve())
    period = max(path.name for path in workspace.inbox.iterdir())
    config = Config(region=REGION)
    core = standardize(read_period(workspace, config, period), config, period)
    database = folder / "tables.duckdb"
    con = create_database(database, config.engine)
    load_frames(con, {"core": core})
    truth = true_rows(con, sample / "truth", period)
    return _finished(f"sample {sample.name} {period}", period, database, con, truth)


def true_rows(con: duckdb.DuckDBPyConnection, truth: Path, period: str) -> pl.DataFrame:
    """Truth of the accepted rows of `core.record` (columns as in `Regency.truth`).

    `truth` holds `records.parquet` (where each row stands and whom it is about) and
    `persons.parquet` (everyone's household by period).
    """
    accepted = con.sql(
        "select record_id, source, period, regexp_replace(file, '^.*/', '') as file, sheet, "
        "\"row\" from core.record where outcome = 'accepted'"
    ).pl()
    people = pl.read_parquet(truth / "persons.parquet").filter(pl.col("period") == period)
    rows: pl.DataFrame = (
        accepted.join(
            pl.read_parquet(truth / "records.parquet")
            .filter("is_data", pl.col("true_person").is_not_null())
            .with_columns(pl.col("sheet").fill_null(""), pl.col("row").cast(pl.Int64)),
            on=["source", "period", "file", "row"],
            suffix="_true",
        )
        # A text file has no sheet, whatever the truth calls it.
        .filter((pl.col("sheet") == pl.col("sheet_true")) | (pl.col("sheet") == ""))
        .unique("record_id")
        .join(people.select("true_person", today="true_household"), on="true_person", how="left")
        .select(
            "record_id",
            "source",
            "true_person",
            true_household=pl.coalesce("today", "true_household"),
            bad=~pl.col("nik_ok").fill_null(False),
        )
        .sort("record_id")
    )
    return rows


def _finished(
    name: str, period: str, database: Path, con: duckdb.DuckDBPyConnection, truth: pl.DataFrame
) -> Regency:
    rows = con.sql("select count(*) as n from core.person").pl()["n"].item()
    con.close()
    return Regency(name, period, database, truth, int(rows))

"""Synthetic regencies with known truth, as training meets them: core tables and labels."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from pipelines.demo import generate
from pipelines.intake import read_period
from pipelines.machine.database import declare_sources, load_frames
from pipelines.office.config import Config
from pipelines.office.workspace import Workspace
from pipelines.standardize import standardize

YEAR = 2026  # of the synthetic regencies
PERIOD = f"{YEAR}-10"
REGION = "63.05"


def labelled_regency(
    seed: int, noise: float, households: int, folder: Path
) -> tuple[duckdb.DuckDBPyConnection, pl.DataFrame]:
    """Core tables of a synthetic regency, and its labels: record_id, true_person.

    `noise` scales all error rates (1.0 usual, 3.0 very harsh); files go below `folder`.
    """
    workspace = Workspace(folder / "workspace")
    config = Config(region=REGION)
    truth = folder / "truth"
    generate(
        workspace.inbox,
        region=REGION,
        households=households,
        seed=seed,
        period=PERIOD,
        noise=noise,
        truth=truth,
    )
    core = standardize(read_period(workspace, config, PERIOD), config, PERIOD)
    con = duckdb.connect()
    con.execute("create schema core")
    declare_sources(con)
    load_frames(con, {"core": core})
    return con, labels_of(core["record"], truth)


def copy_of(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Another in-memory database with the same core tables: each linkage needs its own."""
    tables = con.execute(
        "select table_name from duckdb_tables() where schema_name = 'core'"
    ).fetchall()
    copy = duckdb.connect()
    copy.execute("create schema core")
    load_frames(copy, {"core": {name: con.sql(f'from core."{name}"').pl() for (name,) in tables}})
    return copy


def labels_of(records: pl.DataFrame, truth: Path) -> pl.DataFrame:
    """record_id, true_person of the rows in `records` (core.record) that truly name someone.

    `truth` holds `records.parquet`: source, period, file (base name), sheet, row, true_person.
    """
    true = (
        pl.read_parquet(truth / "records.parquet")
        .filter(pl.col("true_person").is_not_null())
        .with_columns(pl.col("sheet").fill_null(""), pl.col("row").cast(pl.Int64))
    )
    named = records.with_columns(base=pl.col("file").str.replace(r"^.*/", ""))
    labels = named.join(
        true,
        left_on=["source", "period", "base", "row"],
        right_on=["source", "period", "file", "row"],
        suffix="_true",
    )
    # A text file has no sheet, whatever the truth calls it.
    return (
        labels.filter((pl.col("sheet") == pl.col("sheet_true")) | (pl.col("sheet") == ""))
        .select("record_id", "true_person")
        .unique("record_id")
        .sort("record_id")
    )

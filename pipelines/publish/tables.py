"""The Parquet outputs: straight from the database, sorted by id, so that equal is equal."""

from __future__ import annotations

from pathlib import Path

import duckdb

import sql

TABLES = (
    "records",
    "flags",
    "persons",
    "households",
    "pairs_for_review",
    "evaluation_pairs",
    "id_history",
    "coverage",
)


def write_tables(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write `<table>.parquet` for each of TABLES; DuckDB streams, so size does not matter."""
    for table in TABLES:
        relation = con.sql(sql.read(f"publish/{table}"))
        relation.write_parquet(str(folder / f"{table}.parquet"), compression="zstd")

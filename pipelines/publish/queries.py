"""Reading the finished database: one SQL file under sql/publish/ a question, nothing pasted in."""

from __future__ import annotations

import duckdb
import polars as pl

import sql


def query(con: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    """The rows of sql/publish/<name>.sql.

    The result is fetched whole, because an unread DuckDB result keeps its connection busy.
    """
    rows: pl.DataFrame = con.sql(sql.read(f"publish/{name}")).pl()
    return rows

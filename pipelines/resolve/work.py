"""Work tables of linkage: a database `linkage` that is gone when linking is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb

import sql
from pipelines.machine.database import define_macros
from pipelines.machine.tables import bound
from pipelines.resolve import thresholds


@contextmanager
def work_tables(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """A database `linkage` while linking: in memory, spilling like any other.

    Work tables in the month's own file would be compressed and written, only to be dropped.
    """
    con.execute("attach ':memory:' as linkage")
    define_macros(con)
    try:
        yield
    finally:
        con.execute("detach linkage")


def make(
    con: duckdb.DuckDBPyConnection, name: str, /, *, by: str | None = None, **values: Any
) -> None:
    """Make `linkage.<name>` by the SELECT in `sql/linkage/<name>.sql`, or in that of `by`.

    It may bind `values` and every threshold.
    """
    query = sql.read(f"linkage/{by or name}")
    con.execute(f"create or replace table linkage.{name} as {query}", _bound(query, values))


def add(
    con: duckdb.DuckDBPyConnection, name: str, /, *, by: str | None = None, **values: Any
) -> int:
    """Add rows to `linkage.<name>` like `make`; returns how many."""
    query = sql.read(f"linkage/{by or name}")
    into = f"insert into linkage.{name} by name {query}"
    ((rows,),) = con.execute(into, _bound(query, values)).fetchall()
    return int(rows)


def rows(con: duckdb.DuckDBPyConnection, name: str, /, **values: Any) -> duckdb.DuckDBPyRelation:
    """What the SELECT in `sql/linkage/<name>.sql` gives."""
    query = sql.read(f"linkage/{name}")
    return con.sql(query, params=_bound(query, values))


def _bound(query: str, values: dict[str, Any]) -> dict[str, Any]:
    return bound(query, {**thresholds.by_name(), **values})

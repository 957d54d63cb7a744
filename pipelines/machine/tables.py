"""Tables of the building database, each made by the SQL file of its name.

A declared table takes its columns and their types from its declaration, so that a query that gives
others fails; its rows are sorted, so that nothing depends on the order in which they were found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import duckdb
import polars as pl

import sql
from schemas.base import Table, dtypes, empty

PARAMETER = re.compile(r"\$([a-z_]+)")


def store(con: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Write a frame as table `name` (`<layer>.<table>`), replacing it."""
    con.register("incoming", frame)
    con.execute(f"create or replace table {name} as from incoming")
    con.unregister("incoming")


def fill(
    con: duckdb.DuckDBPyConnection, name: str, declared: type[Table], values: Mapping[str, Any]
) -> None:
    """Make table `name` as declared and fill it by the SELECT in `sql/<layer>/<table>.sql`.

    `values`: what the file may bind, by name.
    """
    store(con, name, empty(declared))
    query = sql.read(name.replace(".", "/"))
    columns = ", ".join(dtypes(declared))
    con.execute(
        f"insert into {name} by name select {columns} from ({query}) order by all",
        bound(query, values),
    )


def bound(query: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of `values` that the query binds (`$name`)."""
    return {name: values[name] for name in set(PARAMETER.findall(query))}

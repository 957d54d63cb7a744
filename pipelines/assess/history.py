"""What last month's publication said: flags, from which states are told, who was registered, what
villages had answered, and how they had described each household."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from schemas import out, out_lists, out_pages
from schemas.base import Table, dtypes, empty

TABLES: dict[str, type[Table]] = {
    "flag": out.Flag,
    "flag_history": out.FlagHistory,
    "indicator_answer": out_lists.IndicatorAnswer,
    "turnout": out_lists.Turnout,
    "registry_since": out_pages.RegistrySince,
    "village_answer": out_pages.VillageAnswer,
}


@contextmanager
def last_month(con: duckdb.DuckDBPyConnection, previous: Path | None) -> Iterator[None]:
    """Temporary tables `previous_<name>` for each of TABLES while the block runs.

    `previous` is the newest earlier published database, attached read-only and let go of again;
    without one they are empty. Columns that it lacks (an older version of padan) are null.
    """
    for name, table in TABLES.items():
        con.register("declared", empty(table))
        con.execute(f"CREATE OR REPLACE TEMP TABLE previous_{name} AS FROM declared")
        con.unregister("declared")
    if previous is not None:
        path = str(previous).replace("'", "''")
        con.execute(f"ATTACH '{path}' AS previous (READ_ONLY)")
        try:
            for name, table in TABLES.items():
                _copy(con, name, table)
        finally:
            con.execute("DETACH previous")
    try:
        yield
    finally:
        for name in TABLES:
            con.execute(f"DROP TABLE previous_{name}")


def _copy(con: duckdb.DuckDBPyConnection, name: str, table: type[Table]) -> None:
    have = {
        column
        for (column,) in con.execute(
            "SELECT column_name FROM duckdb_columns() "
            "WHERE database_name = 'previous' AND schema_name = 'out' AND table_name = ?",
            [name],
        ).fetchall()
    }
    shared = ", ".join(column for column in dtypes(table) if column in have)
    if shared:
        con.execute(f"INSERT INTO previous_{name} BY NAME SELECT {shared} FROM previous.out.{name}")

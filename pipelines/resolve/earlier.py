"""Last month's publication, as relations that are there whether or not there was a month before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.machine.tables import store
from schemas import core, link
from schemas.base import Table, dtypes, empty

TABLES: dict[str, type[Table]] = {
    "core.person": core.Person,
    "link.record_person": link.RecordPerson,
    "link.person_household": link.PersonHousehold,
    "link.id_history": link.IdHistory,
}


@contextmanager
def earlier_month(con: duckdb.DuckDBPyConnection, previous: Path | None) -> Iterator[None]:
    """`linkage.previous_<table>` for each of TABLES while the block runs, read where they are.

    `previous` is the newest earlier published database, attached read-only; without one they are
    empty. What it lacks (it was published by an older version of padan) is empty, or null.
    """
    if previous is not None:
        path = str(previous).replace("'", "''")
        con.execute(f"attach '{path}' as previous (read_only)")
    try:
        for table, declared in TABLES.items():
            _view(con, table, declared)
        yield
    finally:
        if previous is not None:
            con.execute("detach previous")


def _view(con: duckdb.DuckDBPyConnection, table: str, declared: type[Table]) -> None:
    layer, _, name = table.partition(".")
    have = {
        column
        for (column,) in con.execute(
            "select column_name from duckdb_columns() "
            "where database_name = 'previous' and schema_name = ? and table_name = ?",
            [layer, name],
        ).fetchall()
    }
    shared = ", ".join(f'"{column}"' for column in dtypes(declared) if column in have)
    rows = f"union all by name select {shared} from previous.{table}" if shared else ""
    store(con, f"linkage.declared_{name}", empty(declared))
    con.execute(f"create view linkage.previous_{name} as from linkage.declared_{name} {rows}")

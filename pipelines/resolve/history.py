"""What became of ids since the last published period: splits, merges, moves, new and gone ones.

An id stays with the cluster it has most in common with (`pipelines.resolve.identity`); this is the
record of all others, so that a flag, a decision or a letter that names an old id can be followed.
"""

from __future__ import annotations

import duckdb

import sql
from schemas import link
from schemas.base import dtypes, empty


def write_history(con: duckdb.DuckDBPyConnection, period: str, has_previous: bool) -> None:
    """Write link.id_history: earlier periods' history, and what happened since.

    Reads link.record_person and link.person_household of this period and of the attached database
    `previous`; without one the history begins empty.
    """
    con.register("no_history", empty(link.IdHistory))
    con.execute("create or replace table link.id_history as from no_history")
    con.unregister("no_history")
    if not has_previous:
        return
    columns = ", ".join(dtypes(link.IdHistory))
    if _has_history(con):
        con.execute(
            f"insert into link.id_history select {columns} from previous.link.id_history "
            "where period < ? order by all",
            [period],
        )
    for unit in ("person", "household"):
        members = sql.read(f"link/{unit}_member")
        con.execute(f"create or replace temp table id_member as {members}")
        con.execute(
            f"insert into link.id_history select {columns} from ({sql.read('link/id_history')}) "
            "order by all",
            {"period": period, "unit": unit},
        )
    con.execute("drop table id_member")


def _has_history(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the previous period was published by a program that kept a history."""
    found = con.execute(
        "select count(*) from duckdb_tables() where database_name = 'previous' "
        "and schema_name = 'link' and table_name = 'id_history'"
    ).fetchall()
    return bool(found[0][0])

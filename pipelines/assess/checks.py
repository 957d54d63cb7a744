"""Checks of our own on a built database: each file in `sql/checks/` returns offending rows."""

from __future__ import annotations

import duckdb

import sql
from pipelines.errors import CheckError


def run_checks(con: duckdb.DuckDBPyConnection) -> int:
    """Run every check; returns how many there were.

    Raises CheckError naming the checks that found rows and how many, never what the rows hold.
    """
    names = sql.names("checks")
    found = {}
    for name in names:
        (count,) = con.execute(f"SELECT count(*) FROM ({sql.read(name)})").fetchall()[0]
        if count:
            found[name.removeprefix("checks/")] = count
    if found:
        said = ", ".join(f"{name}: {count} rows" for name, count in found.items())
        raise CheckError(f"the built database breaks its own rules: {said}")
    return len(names)

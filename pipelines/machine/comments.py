"""The declarations of `schemas/` as comments of the database, so that it explains itself.

Whoever opens a published month with DuckDB sees with `duckdb_tables()`, `duckdb_columns()` or a
client what each table and column means: the label officers know it by, the description, and
whether it holds personal data.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from schemas.base import Table
from schemas.raw import Location
from schemas.sources import TABLES
from schemas.tables import LAYERS, declared_tables, table_name

Columns = dict[str, str]
"""A comment for each column by its name."""


def add_comments(con: duckdb.DuckDBPyConnection) -> int:
    """Comment every declared table, view and column that is there; returns how many there are."""
    there = {
        (schema, name): kind
        for schema, name, kind in con.execute(
            "SELECT schema_name, table_name, 'TABLE' FROM duckdb_tables() UNION ALL "
            "SELECT schema_name, view_name, 'VIEW' FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    }
    comments = []
    for layer, name, meaning, columns in _declared():
        kind = there.get((layer, name))
        if kind is None:
            continue
        comments.append(f'COMMENT ON {kind} {layer}."{name}" IS {_literal(meaning)}')
        comments += [
            f'COMMENT ON COLUMN {layer}."{name}"."{column}" IS {_literal(comment)}'
            for column, comment in columns.items()
        ]
    con.execute(";".join(["BEGIN", *comments, "COMMIT"]))  # one by one each would be flushed
    return len(comments)


def _declared() -> Iterator[tuple[str, str, str, Columns]]:
    """Layer, name, meaning and columns of every table that the program makes."""
    for layer, modules in LAYERS.items():
        for table in (table for module in modules for table in declared_tables(module)):
            yield layer, table_name(table), _meaning(table), _columns(table)
    location = _columns(Location)
    for source in TABLES.values():
        canonical = {
            column.name: _comment(column.label, column.description, column.pii)
            for column in source.columns
        }
        meaning = f"What the files of {source.source} say, as typed ({source.role})."
        yield "raw", source.name, meaning, location | canonical


def _columns(table: type[Table]) -> Columns:
    return {
        name: _comment(column.title, column.description, bool((column.metadata or {}).get("pii")))
        for name, column in table.to_schema().columns.items()
    }


def _meaning(table: type[Table]) -> str:
    return " ".join((table.__doc__ or "").split())


def _comment(label: str | None, description: str | None, personal: bool) -> str:
    return f"{label}: {description}{' [personal data]' if personal else ''}"


def _literal(text: str) -> str:
    """A text as an SQL literal: COMMENT takes no bound values; the texts are our own."""
    return "'" + text.replace("'", "''") + "'"

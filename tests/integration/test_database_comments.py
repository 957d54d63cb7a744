"""A published month explains itself: every table and column says what it means."""

from __future__ import annotations

from contextlib import closing

from pipelines.machine.database import open_published
from pipelines.office.workspace import Workspace

PERIOD = "2026-10"
LAYERS = ("raw", "core", "link", "out")


def uncommented(office: Workspace, query: str) -> list[str]:
    with closing(open_published(office.database(PERIOD))) as con:
        rows = con.execute(query, [list(LAYERS)]).fetchall()
    assert rows
    return [name for name, comment in rows if not comment]


def test_every_published_table_and_view_says_what_it_is(village_month: Workspace) -> None:
    assert not uncommented(
        village_month,
        "SELECT schema_name || '.' || table_name, comment FROM duckdb_tables() "
        "WHERE list_contains($1, schema_name) UNION ALL "
        "SELECT schema_name || '.' || view_name, comment FROM duckdb_views() "
        "WHERE list_contains($1, schema_name)",
    )


def test_every_published_column_says_what_it_means(village_month: Workspace) -> None:
    assert not uncommented(
        village_month,
        "SELECT c.schema_name || '.' || c.table_name || '.' || c.column_name, c.comment "
        "FROM duckdb_columns() AS c JOIN duckdb_tables() AS t USING (schema_name, table_name) "
        "WHERE list_contains($1, c.schema_name)",
    )


def test_personal_data_is_marked_in_the_database_too(village_month: Workspace) -> None:
    with closing(open_published(village_month.database(PERIOD))) as con:
        marked = con.execute(
            "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'core' "
            "AND table_name = 'person' AND comment LIKE '%[personal data]'"
        ).fetchall()
    assert {"nik", "nama"} <= {name for (name,) in marked}

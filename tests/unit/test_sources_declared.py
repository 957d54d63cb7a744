"""What is declared of sources and columns: complete, consistent, and the same in the database."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import duckdb
import pytest

from pipelines.machine.database import create_database
from pipelines.machine.logs import log_to
from pipelines.office.config import EngineConfig
from pipelines.office.config_template import render_config
from pipelines.standardize.attributes import READERS
from schemas import core
from schemas.base import personal_columns
from schemas.columns import VOCABULARY
from schemas.source import NAMING, PERSONAL, ROLES, SourceTable
from schemas.sources import SOURCES, TABLES
from schemas.tables import declared_tables, personal_names

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture
def con(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    return create_database(tmp_path / "building.duckdb", EngineConfig())


def test_a_building_database_knows_every_source(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute("SELECT source, label, registry FROM core.source").fetchall()
    assert found == [(s.name, s.label, s.registry) for s in SOURCES.values()]


def test_a_building_database_knows_every_table(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute(
        'SELECT "table", source, role, personal, residents, names_once FROM core.source_table'
    ).fetchall()
    assert found == [
        (t.name, t.source, t.role, t.personal, t.residents, t.names_once) for t in TABLES.values()
    ]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_facts_of_a_table_are_about_columns_it_has(table: SourceTable) -> None:
    named = {c for group in table.keys for c in group} | set(table.identified_by + table.expects)
    assert named | ({table.own_number} - {""}) <= set(table.column_names)
    assert table.role in ROLES
    assert not table.attributes or table.attributes in READERS


def test_the_personal_roles_are_roles_that_name_people() -> None:
    assert set(PERSONAL) <= set(NAMING) <= set(ROLES)
    assert {t.role for t in TABLES.values()} == set(ROLES)


@pytest.mark.parametrize("text", [README.read_text("utf-8"), render_config("63.05")])
def test_every_source_folder_is_named_where_an_office_looks(text: str) -> None:
    words = set(text.replace("`", " ").replace(",", " ").replace(".", " ").split())
    assert [source for source in SOURCES if source not in words] == []


def test_a_column_is_as_personal_in_core_as_in_the_files() -> None:
    personal = {column.name for column in VOCABULARY.values() if column.pii}
    for table in declared_tables(core):
        unmarked = personal & set(table.to_schema().columns) - set(personal_columns(table))
        assert unmarked == set(), table.__name__


@pytest.mark.parametrize("name", ["nik", "kk", "nama", "mother", "nopol", "upah", "register_id"])
def test_what_a_personal_field_holds_does_not_reach_the_log(name: str, tmp_path: Path) -> None:
    path = tmp_path / "logs" / "run.log"
    with log_to(path):
        counts = {name: "RAHIMAH", "rows": 3, "source": "pln"}
        logging.getLogger("padan.month").info("step finished", extra={"counts": counts})
    event = json.loads(path.read_text(encoding="utf-8"))
    assert "RAHIMAH" not in path.read_text(encoding="utf-8")
    assert (event["rows"], event["source"]) == (3, "pln")


def test_what_steps_count_bears_no_personal_name() -> None:
    fields = {"step", "seconds", "rows_in", "rows_out", "rejected", "source", "told"}
    assert not fields & personal_names()

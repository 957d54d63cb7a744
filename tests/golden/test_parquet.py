"""The Parquet outputs have the contract's columns, types and order."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.publish.tables import TABLES, write_tables
from schemas.base import PROBLEMS, REASONS

KEYS = {
    "records": ["record_id"],
    "flags": ["flag_id"],
    "persons": ["person_id"],
    "households": ["household_id"],
    "pairs_for_review": ["record_id_l", "record_id_r"],
    "evaluation_pairs": ["record_id_l", "record_id_r"],
    "id_history": ["period", "unit", "kind", "old_id", "new_id"],
    "coverage": ["village_code"],
}


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_sorted_by_their_id(published: Path, table: str) -> None:
    rows = pl.read_parquet(published / f"{table}.parquet")
    assert rows.height > 0
    assert rows.equals(rows.sort(KEYS[table]))


def test_records_have_the_contracts_columns_and_types(published: Path) -> None:
    schema = pl.read_parquet_schema(published / "records.parquet")
    assert schema["row"].is_integer()
    assert schema["problems"] == PROBLEMS
    for name in ("record_id", "source", "file", "sheet", "role", "outcome", "carried_from"):
        assert schema[name] == pl.String
    assert {"person_id", "household_id"} <= set(schema)


def test_flags_have_the_contracts_columns_and_types(published: Path) -> None:
    schema = pl.read_parquet_schema(published / "flags.parquet")
    assert schema["needs_review"] == pl.Boolean
    assert schema["confidence"] == pl.Float64
    assert schema["person_ids"] == pl.List(pl.String)
    assert schema["reasons"] == REASONS


def test_every_record_is_written_whether_or_not_it_names_a_person(published: Path) -> None:
    records = pl.read_parquet(published / "records.parquet")
    assert records["record_id"].to_list() == ["r1", "r2", "r3", "r4", "r5", "r6", "r7"]
    assert records.filter(pl.col("person_id").is_not_null())["record_id"].to_list() == ["r1"]
    assert records["problems"].null_count() == 0


def test_the_same_rows_in_another_order_give_the_same_tables(
    database: duckdb.DuckDBPyConnection, published: Path, tmp_path: Path
) -> None:
    copy = duckdb.connect()
    names = database.sql(
        "select table_schema || '.' || table_name from information_schema.tables"
    ).fetchall()
    for (name,) in names:
        reversed_rows = database.sql(f"select * from {name}").pl().reverse()
        copy.execute(f"create schema if not exists {name.split('.')[0]}")
        copy.register("incoming", reversed_rows)
        copy.execute(f"create table {name} as select * from incoming")
        copy.unregister("incoming")
    write_tables(copy, tmp_path)
    for table in TABLES:
        again = pl.read_parquet(tmp_path / f"{table}.parquet")
        assert again.equals(pl.read_parquet(published / f"{table}.parquet")), table

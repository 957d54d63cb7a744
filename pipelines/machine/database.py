"""The building database of a run: DuckDB with a schema per layer.

One writer and no reader alongside it, so a run writes `.padan/building-<period>.duckdb` and readers
open published files read-only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import duckdb
import polars as pl

import sql
from schemas import core
from schemas.base import Table, dtypes
from schemas.sources import SOURCES, TABLES

LAYERS = ("raw", "core", "link", "out")


class Limits(Protocol):
    """What DuckDB may use of this machine: threads, and memory as `70%` or `4GB`."""

    @property
    def threads(self) -> int: ...

    @property
    def memory_limit(self) -> str: ...


def create_database(path: Path, limits: Limits) -> duckdb.DuckDBPyConnection:
    """A new database at `path` with schemas `raw core link out`, empty but for the sources."""
    con = duckdb.connect(
        str(path),
        config={
            "threads": limits.threads,
            "memory_limit": limits.memory_limit,
            "temp_directory": f"{path}.tmp",
        },
    )
    for layer in LAYERS:
        con.execute(f"CREATE SCHEMA {layer}")
    define_macros(con)
    declare_sources(con)
    return con


def define_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Teach the connection what a NIK says, and the like: the macros in `sql/domain/`."""
    for name in sql.names("domain"):
        con.execute(sql.read(name))


def declare_sources(con: duckdb.DuckDBPyConnection) -> None:
    """Write `core.source` and `core.source_table`: what the program knows of each source."""
    _create_table(con, "core.source", _declared(core.Source, "source", SOURCES.values()))
    tables = _declared(core.SourceTable, "table", TABLES.values())
    _create_table(con, "core.source_table", tables)


def _declared(table: type[Table], key: str, records: Iterable[object]) -> pl.DataFrame:
    """Records as rows of a table: columns have the names of attributes, `key` is their name."""
    attributes = ["name" if column == key else column for column in dtypes(table)]
    rows = [[getattr(record, attribute) for attribute in attributes] for record in records]
    return pl.DataFrame(rows, schema=dtypes(table), orient="row")


def open_published(path: Path) -> duckdb.DuckDBPyConnection:
    """A published database, read-only."""
    return duckdb.connect(str(path), read_only=True)


def load_frames(
    con: duckdb.DuckDBPyConnection, layers: Mapping[str, Mapping[str, pl.DataFrame]]
) -> int:
    """Write each frame as the table `<layer>.<name>`; returns the number of rows written."""
    frames = {
        f'{layer}."{name}"': frame
        for layer, tables in layers.items()
        for name, frame in tables.items()
    }
    largest_first = sorted(frames.items(), key=lambda item: (-item[1].height, item[0]))
    # One small table does not keep two threads busy, so two are written at a time.
    with ThreadPoolExecutor(2) as threads:
        for _ in threads.map(lambda item: _create_table(con, *item), largest_first):
            pass
    return sum(frame.height for frame in frames.values())


def _create_table(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    with con.cursor() as cursor:
        cursor.register("incoming_frame", frame)
        cursor.execute(f"CREATE TABLE {table} AS SELECT * FROM incoming_frame")
        cursor.unregister("incoming_frame")

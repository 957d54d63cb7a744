"""The building database of a run: DuckDB with a schema per layer.

One writer and no reader beside it, so a run writes `.padan/building-<period>.duckdb` and readers
open published files read-only.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import polars as pl

import sql
from pipelines.office.config import EngineConfig

LAYERS = ("raw", "core", "link", "out")


def create_database(path: Path, engine: EngineConfig) -> duckdb.DuckDBPyConnection:
    """A new database at `path` with empty schemas `raw core link out`; spills beside itself."""
    con = duckdb.connect(
        str(path),
        config={
            "threads": engine.threads,
            "memory_limit": engine.memory_limit,
            "temp_directory": f"{path}.tmp",
        },
    )
    for layer in LAYERS:
        con.execute(f"CREATE SCHEMA {layer}")
    define_macros(con)
    return con


def define_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Teach the connection what a NIK says, and the like: the macros in `sql/domain/`."""
    for name in sql.names("domain"):
        con.execute(sql.read(name))


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

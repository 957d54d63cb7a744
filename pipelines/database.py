"""The building database of a run: DuckDB with a schema per layer.

One writer and no reader beside it, so a run writes `.padan/building-<period>.duckdb` and readers
open published files read-only.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl

from pipelines.config import EngineConfig

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
    return con


def open_published(path: Path) -> duckdb.DuckDBPyConnection:
    """A published database, read-only."""
    return duckdb.connect(str(path), read_only=True)


def load_frames(
    con: duckdb.DuckDBPyConnection, layer: str, frames: Mapping[str, pl.DataFrame]
) -> int:
    """Write each frame as the table `layer.<name>`; returns the number of rows written."""
    for name, frame in sorted(frames.items()):
        con.register("incoming_frame", frame)
        con.execute(f'CREATE TABLE {layer}."{name}" AS SELECT * FROM incoming_frame')
        con.unregister("incoming_frame")
    return sum(frame.height for frame in frames.values())

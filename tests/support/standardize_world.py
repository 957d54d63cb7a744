"""Raw tables out of readable dicts, for tests of standardize without files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from pipelines.office.config import Config
from pipelines.standardize import standardize
from schemas.base import empty
from schemas.raw import NotData, raw_schema
from schemas.sources import TABLES

PERIOD = "2026-10"
CONFIG = Config(region="63.05")


@dataclass(frozen=True)
class RawWorld:
    """What standardize needs of an intake."""

    tables: dict[str, pl.DataFrame]
    not_data: pl.DataFrame


def raw(table: str, *rows: dict[str, Any], file: str | None = None) -> pl.DataFrame:
    """A raw frame of `table`; rows are numbered from 2 and lie in one file unless they say so."""
    declared = TABLES[table]
    source = declared.source
    base = {
        "source": source,
        "file": file or f"{PERIOD}/{source}/{table}.xlsx",
        "period": PERIOD,
        "sheet": "Sheet1",
        "numeric_cells": [],
    }
    unknown = {c for row in rows for c in row} - set(raw_schema(declared))
    assert not unknown, f"no columns of {table}: {sorted(unknown)}"
    full = [{**base, "row": i, **row} for i, row in enumerate(rows, start=2)]
    return pl.DataFrame(full, schema=raw_schema(declared))


def core_of(*frames: pl.DataFrame, not_data: pl.DataFrame | None = None) -> dict[str, pl.DataFrame]:
    """Core tables of raw frames (several frames of one source table are read together)."""
    tables: dict[str, pl.DataFrame] = {}
    for frame in frames:
        name = next(n for n, t in TABLES.items() if list(raw_schema(t)) == frame.columns)
        tables[name] = pl.concat([tables[name], frame]) if name in tables else frame
    world = RawWorld(tables, empty(NotData) if not_data is None else not_data)
    return standardize(world, CONFIG, PERIOD)


def codes_of(core: dict[str, pl.DataFrame], row: int) -> set[str]:
    """Problem codes of the record on `row`."""
    problems = core["record"].filter(pl.col("row") == row)["problems"][0]
    return {p["code"] for p in problems}


def outcome_of(core: dict[str, pl.DataFrame], row: int) -> str:
    """Outcome of the record on `row`."""
    return str(core["record"].filter(pl.col("row") == row)["outcome"].item())


def person_on(core: dict[str, pl.DataFrame], row: int) -> dict[str, Any]:
    """The person of the record on `row`."""
    record = core["record"].filter(pl.col("row") == row)["record_id"].item()
    return core["person"].filter(pl.col("record_id") == record).to_dicts()[0]

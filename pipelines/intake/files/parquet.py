"""Parquet to a grid: typed columns become text, the header is row 0, the first record row 1."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import polars as pl

from pipelines.intake.files.grids import Grid, RefusedFile, make_grid
from pipelines.intake.files.limits import MAX_CELLS, MAX_COLUMNS
from pipelines.intake.files.rust_readers import refusing_broken

MIDNIGHT = r" 00:00:00(\.0+)?$"


def read_parquet(content: bytes) -> Grid:
    """A Parquet file as a grid without sheet name.

    Raises RefusedFile: broken, empty, too_large. A few bytes may stand for any number of equal
    values, so the number of rows is asked for before they are unpacked.
    """
    with refusing_broken():
        lazy = pl.scan_parquet(BytesIO(content))
        width = len(lazy.collect_schema())
        height = lazy.select(pl.len()).collect().item()
    if width == 0 or height == 0:
        raise RefusedFile("empty")
    if width > MAX_COLUMNS or width * height > MAX_CELLS:
        raise RefusedFile("too_large")
    with refusing_broken():
        frame = pl.read_parquet(BytesIO(content))
    positions = {name: str(i) for i, name in enumerate(frame.columns, start=1)}
    cells = pl.DataFrame({p: _with_header(name, frame[name]) for name, p in positions.items()})
    numeric = pl.DataFrame({p: _numbers(frame[name]) for name, p in positions.items()})
    rows = pl.Series("row", range(frame.height + 1), dtype=pl.Int64)
    return make_grid("", cells, rows, numeric, header_given=True)


def _with_header(name: str, column: pl.Series) -> pl.Series:
    return pl.concat([pl.Series([name], dtype=pl.String), _texts(column)])


def _texts(column: pl.Series) -> pl.Series:
    """Values as an officer would type them: whole numbers without `.0`, dates without midnight."""
    dtype = column.dtype
    if dtype == pl.Binary:
        return _each(column, lambda value: value.decode("utf-8", "replace"))
    if dtype.is_nested():
        return _each(column, str)
    texts = column.cast(pl.String)
    if dtype.is_numeric() or dtype.is_temporal():
        texts = texts.str.replace(r"\.0$", "").str.replace(MIDNIGHT, "")
    return texts.alias("")


def _each(column: pl.Series, text_of: Callable[[Any], str]) -> pl.Series:
    values = [None if value is None else text_of(value) for value in column.to_list()]
    return pl.Series(values, dtype=pl.String)


def _numbers(column: pl.Series) -> pl.Series:
    """Which cells hold a number, the header's among them (it does not)."""
    numbers = (
        column.is_not_null()
        if column.dtype.is_numeric()
        else pl.repeat(False, column.len(), dtype=pl.Boolean, eager=True)
    )
    return pl.concat([pl.Series([False]), numbers.alias("")])

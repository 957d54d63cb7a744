"""Rows that are not data, as `raw.NotData` without the columns of the file."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.intake.files.grids import Grid
from schemas.base import dtypes
from schemas.raw import NotData


def set_aside(grid: Grid, reasons: Mapping[int, str], table: str) -> list[pl.DataFrame]:
    """The rows with a reason, by index of the grid; nothing where there is none."""
    if not reasons:
        return []
    index = sorted(reasons)
    return [
        pl.DataFrame(
            {
                "sheet": [grid.sheet] * len(index),
                "row": grid.rows[pl.Series(index, dtype=pl.UInt32)],
                "table": [table] * len(index),
                "reason": [reasons[i] for i in index],
            },
            schema={name: dtypes(NotData)[name] for name in ("sheet", "row", "table", "reason")},
        )
    ]


def recap_set_aside(grid: Grid) -> list[pl.DataFrame]:
    """The rows of a sheet without any table: all below its first line of words in two cells.

    Titles above that line do not count.
    """
    for i in range(grid.cells.height):
        texts = [cell for cell in grid.line(i) if cell is not None]
        if len(texts) >= 2:
            rows = range(i + 1, grid.cells.height)
            return set_aside(grid, dict.fromkeys(rows, "recap_sheet"), "")
    return []

"""Numbers written one digit a cell, as on the boxes of a printed form.

A form gives NIK and KK sixteen boxes each, and a date eight. In a spreadsheet these are sixteen
narrow columns under one header; they are read as the one cell they stand for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pipelines.intake.files.grids import Grid

BOX_COUNTS = (16, 8)
ONE_DIGIT = r"^\d$"
SHARE = 0.6
HEADER_SEARCH_ROWS = 40
SAMPLE_ROWS = 200


def without_boxes(grid: Grid) -> Grid:
    """The grid with each row's boxes put together in the first of their columns."""
    if grid.width < BOX_COUNTS[0] + 1:
        return grid
    cells = grid.cells
    for start, count in list(_boxes(cells)):
        names = [str(start + i) for i in range(count)]
        whole = pl.all_horizontal(pl.col(n).str.contains(ONE_DIGIT).fill_null(False) for n in names)
        first, *others = names
        cells = cells.with_columns(
            pl.when(whole).then(pl.concat_str(names)).otherwise(pl.col(first)).alias(first),
            *(pl.when(whole).then(None).otherwise(pl.col(n)).alias(n) for n in others),
        )
    return replace(grid, cells=cells)


def _boxes(cells: pl.DataFrame) -> Iterator[tuple[int, int]]:
    """(first position, how many) of the boxes: a header and no further one over 16 or 8 columns."""
    sample = cells.head(SAMPLE_ROWS)
    filled = sample.select(pl.all().is_not_null().sum()).row(0)
    digits = sample.select(pl.all().str.contains(ONE_DIGIT).sum()).row(0)
    boxed = [f > 0 and d >= SHARE * f for f, d in zip(filled, digits, strict=True)]
    if sum(boxed) < BOX_COUNTS[0]:
        return
    wordy = (
        cells.head(HEADER_SEARCH_ROWS).select(pl.all().str.contains(r"[A-Za-z]{2}").any()).row(0)
    )
    start = None
    for i in range(len(boxed) + 1):
        begins = i == len(boxed) or not boxed[i] or bool(wordy[i])
        if begins:
            if start is not None and i - start in BOX_COUNTS:
                yield start + 1, i - start
            start = i if i < len(boxed) and boxed[i] else None

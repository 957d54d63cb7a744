"""Tables side by side on a sheet: the left half RT 01, the right half RT 02 with the same headers.

Each becomes a grid of its own. Its columns and rows keep their places on the sheet; the other
tables' cells are blank in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from pipelines.intake.columns.cell_kinds import sixteen_digits
from pipelines.intake.columns.headers import (
    canonical_names,
    folded,
    has_keys,
    recognize,
)
from pipelines.intake.columns.labels import spread_labels
from pipelines.intake.columns.other_people import is_member, whose
from pipelines.intake.files.grids import Grid
from schemas.source import SourceTable

SEARCH_ROWS = 40
ALIKE = 0.7
FEWEST_COLUMNS = 2
TITLE_ROWS = 2


def side_by_side(grid: Grid, tables: Sequence[SourceTable]) -> list[tuple[str, Grid]]:
    """The tables that stand side by side on a sheet; the sheet itself when it has only one.

    Each with the name its rows go by: the sheet's for the first, and for the others with their
    columns next to it, `Lembar1 (kolom H-M)`, because a row of the sheet then holds several rows.
    """
    for index in range(min(SEARCH_ROWS, grid.cells.height)):
        line = grid.line(index)
        if any(cell and sixteen_digits(cell) for cell in line):
            break
        starts = _starts(line, tables)
        if len(starts) > 1 and not _of_members(grid, index, starts[1:]):
            ends = [*starts[1:], grid.width]
            return [
                _part(grid, index, 0 if n == 0 else start, end)
                for n, (start, end) in enumerate(zip(starts, ends, strict=True))
            ]
    return [(grid.sheet, grid)]


def _of_members(grid: Grid, header: int, starts: Sequence[int]) -> bool:
    """Whether titles above the repeated headers say wife or child: one family a row, no tables."""
    above = [grid.line(i) for i in range(max(0, header - TITLE_ROWS), header)]
    titles = [line[start] for line in above for start in starts]
    return any(title is not None and is_member(whose(title)[0]) for title in titles)


def _starts(line: Sequence[str | None], tables: Sequence[SourceTable]) -> list[int]:
    """Column indices at which a header line begins again; none where it is not repeated."""
    forms = [folded(cell)[:1] if cell else () for cell in line]
    filled = [i for i, form in enumerate(forms) if form]
    if len(filled) < 2 * FEWEST_COLUMNS:
        return []
    starts = [i for i in filled if forms[i] == forms[filled[0]]]
    if len(starts) < 2:
        return []
    parts = [line[a:b] for a, b in zip(starts, [*starts[1:], len(line)], strict=True)]
    texts = [{folded(cell)[:1] for cell in part if cell} for part in parts]
    alike = all(len(texts[0] & other) >= ALIKE * len(texts[0]) for other in texts)
    return starts if alike and all(_complete(part, tables) for part in parts) else []


def _complete(part: Sequence[str | None], tables: Sequence[SourceTable]) -> bool:
    """Whether a part of a header line names the key columns of a table."""
    labels = spread_labels([part], [])
    return any(has_keys(canonical_names(recognize(labels, table)), table) for table in tables)


def _part(grid: Grid, header: int, start: int, end: int) -> tuple[str, Grid]:
    """The grid with cells from its header on only in columns `start` up to before `end`."""
    above = pl.int_range(pl.len()) < header
    cells = grid.cells.select(
        pl.col(name)
        if start <= i < end
        else pl.when(above).then(pl.col(name)).otherwise(None).alias(name)
        for i, name in enumerate(grid.cells.columns)
    )
    keep = cells.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    sheet = grid.sheet
    if start:
        sheet = f"{sheet} (kolom {column_letters(start + 1)}-{column_letters(end)})".strip()
    numeric = grid.numeric.filter(keep) if grid.numeric.width else grid.numeric
    return sheet, replace(
        grid, cells=cells.filter(keep), rows=grid.rows.filter(keep), numeric=numeric
    )


def column_letters(position: int) -> str:
    """A column's letters as Excel shows them: 1 → A, 28 → AB."""
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

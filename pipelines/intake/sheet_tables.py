"""The tables on each sheet of a file, their columns understood and their rows sorted.

The three are one stage because each needs the others: a row is a header when its columns are
understood, and a table ends where its rows show the header of another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import PurePosixPath

from pipelines.intake.columns.cell_kinds import sixteen_digits
from pipelines.intake.columns.named_by_officers import NO_NAMED_COLUMNS, NamedColumns
from pipelines.intake.files.grids import Grid
from pipelines.intake.grid.block import Block
from pipelines.intake.grid.digit_boxes import without_boxes
from pipelines.intake.grid.layout import find_block, like_sibling
from pipelines.intake.grid.shifts import unshifted
from pipelines.intake.grid.side_by_side import side_by_side
from pipelines.intake.rows.data_rows import classify
from schemas.source import SourceTable
from schemas.sources import tables_of

TITLE_ROWS = 15
"""Rows from the top in which a sheet says whose list it is."""


@dataclass(frozen=True)
class SheetTable:
    """A table on a sheet with its rows sorted (indices of the grid).

    `not_data` gives the reason of each row that is none; `families` are rows about a family,
    `shifted` those whose cells were put right.
    """

    block: Block
    not_data: dict[int, str]
    families: list[int]
    shifted: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """A grid with its tables from top to bottom.

    `name` is what the rows go by: the sheet's name, with columns where tables stand side by side.
    """

    name: str
    grid: Grid
    tables: tuple[SheetTable, ...]

    def headers(self) -> Iterator[list[str]]:
        """The header texts of each table."""
        for table in self.tables:
            yield [found.header for found in table.block.found]


def sheets_with_tables(
    grids: Sequence[Grid],
    source: str,
    file: str,
    named_columns: NamedColumns = NO_NAMED_COLUMNS,
) -> list[Sheet]:
    """The sheets of a file with their tables; tables side by side count as sheets of their own.

    A sheet without a header is read like another one of the same file, where its cells allow it.
    """
    tables = tables_on_sheets(source)
    parts = [part for grid in grids for part in side_by_side(without_boxes(grid), tables)]
    own = [named_columns.of(source, _titles(grid, file)) for _, grid in parts]
    first = [
        find_block(grid, tables, headerless=False, named_columns=named)
        for (_, grid), named in zip(parts, own, strict=True)
    ]
    sibling = next((block for block in first if block is not None), None)
    sheets = []
    for (name, grid), block, named in zip(parts, first, own, strict=True):
        if block is None and sibling is not None:
            block = like_sibling(grid, sibling)
        if block is None:
            block = find_block(grid, tables)
        sheets.append(Sheet(name, *_tables_from(grid, block, tables, named)))
    return sheets


def tables_on_sheets(source: str) -> list[SourceTable]:
    """The tables a sheet of this source may hold; family rows are not a table of their own."""
    return [table for table in tables_of(source) if table.name != "bip_keluarga"]


def _titles(grid: Grid, file: str) -> list[str]:
    """Texts that may name the village of a sheet: the file's name, its own, lines above people."""
    lines = range(min(TITLE_ROWS, grid.cells.height))
    above = takewhile(lambda i: not any(c and sixteen_digits(c) for c in grid.line(i)), lines)
    return [PurePosixPath(file).stem, grid.sheet, *map(grid.text, above)]


def _tables_from(
    grid: Grid, block: Block | None, tables: Sequence[SourceTable], named_columns: NamedColumns
) -> tuple[Grid, tuple[SheetTable, ...]]:
    """The first table of a sheet and those below it; one ends where the next one's header stands.

    The grid comes back with shifted rows put right.
    """
    found = []
    while block is not None:
        grid, shifted = unshifted(grid, block)
        reasons, families, end = classify(grid, block)
        following = None
        if end < block.end:
            following = find_block(grid, tables, end, headerless=False, named_columns=named_columns)
            if following is None:
                reasons, families, end = classify(grid, block, one_table=True)
        found.append(SheetTable(replace(block, end=end), reasons, families, shifted))
        block = following
    return grid, tuple(found)

"""The tables on each sheet of a file, and what titles, notes and signatures around them say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from pathlib import PurePosixPath

from pipelines.intake.columns.cell_kinds import sixteen_digits
from pipelines.intake.columns.named_by_officers import NO_CORRECTIONS, ColumnCorrections
from pipelines.intake.files.grids import Grid
from pipelines.intake.grid.digit_boxes import without_boxes
from pipelines.intake.grid.layout import Block, find_block, like_sibling
from pipelines.intake.grid.shifts import unshifted
from pipelines.intake.grid.side_by_side import side_by_side
from pipelines.intake.grid.titles import (
    date_of,
    district_of,
    village_of,
    village_of_sheet,
    village_words,
)
from pipelines.intake.rows.data_rows import classify
from pipelines.intake.rows.replacement import own_words
from schemas.sources import SourceTable, tables_of

TITLE_ROWS = 15
"""Rows from the top in which a sheet says whose list it is."""

SPOKEN = frozenset({"note", "signature"})
"""Reasons of rows that are words to the reader, not a part of the table."""


@dataclass(frozen=True)
class SheetTable:
    """A table on a sheet with its rows told apart (indices of the grid)."""

    block: Block
    not_data: dict[int, str]
    families: list[int]
    shifted: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """A grid with its tables and what its titles and signatures say.

    `name` is what the rows go by: the sheet's name, with columns where tables stand side by side.
    """

    name: str
    grid: Grid
    tables: tuple[SheetTable, ...]
    village: str | None
    district: str | None
    dated: tuple[date, bool] | None
    titles: Sequence[Sequence[str]] = ()
    notes: Sequence[str] = ()


def read_sheets(
    grids: Sequence[Grid], source: str, file: str, said: ColumnCorrections = NO_CORRECTIONS
) -> list[Sheet]:
    """The sheets of a file with their tables; tables side by side count as sheets of their own."""
    tables = candidates(source)
    parts = [part for grid in grids for part in side_by_side(without_boxes(grid), tables)]
    own = [said.of(source, _names(grid, file)) for _, grid in parts]
    first = [
        find_block(grid, tables, headerless=False, said=heard)
        for (_, grid), heard in zip(parts, own, strict=True)
    ]
    sibling = next((block for block in first if block is not None), None)
    sheets = []
    for (name, grid), block, heard in zip(parts, first, own, strict=True):
        if block is None and sibling is not None:
            block = like_sibling(grid, sibling)
        if block is None:
            block = find_block(grid, tables)
        grid, found = _tables(grid, block, tables, heard)
        sheets.append(_described(name, grid, tuple(found)))
    return sheets


def candidates(source: str) -> list[SourceTable]:
    """The tables a sheet of this source may hold; family rows are no table of their own."""
    return [table for table in tables_of(source) if table.name != "bip_keluarga"]


def _names(grid: Grid, file: str) -> list[str]:
    """Texts that may name the village of a sheet: the file's name, its own, lines above people."""
    lines = [grid.line(i) for i in range(min(TITLE_ROWS, grid.cells.height))]
    titles = takewhile(lambda line: not any(c and sixteen_digits(c) for c in line), lines)
    return [PurePosixPath(file).stem, grid.sheet, *map(joined, titles)]


def _tables(
    grid: Grid, block: Block | None, tables: Sequence[SourceTable], said: ColumnCorrections
) -> tuple[Grid, list[SheetTable]]:
    """The tables of a sheet from top to bottom; one ends where the next one's header stands.

    The grid comes back with shifted rows put right.
    """
    found = []
    while block is not None:
        grid, shifted = unshifted(grid, block)
        reasons, families, end = classify(grid, block)
        following = (
            find_block(grid, tables, end, headerless=False, said=said) if end < block.end else None
        )
        if end < block.end and following is None:
            reasons, families, end = classify(grid, block, one_table=True)
        found.append(SheetTable(replace(block, end=end), reasons, families, shifted))
        block = following
    return grid, found


def _described(name: str, grid: Grid, tables: tuple[SheetTable, ...]) -> Sheet:
    """Titles stand above the first header; a signature's place, date and office below the data."""
    above = tables[0].block.header if tables else min(5, grid.cells.height)
    titles = [joined(grid.line(i)) for i in range(above)] if not grid.header_given else []
    below = (
        [joined(grid.line(i)) for i in range(max(above, grid.cells.height - 15), grid.cells.height)]
        if tables and grid.sheet
        else []
    )
    closing = [text for text in below if len(text) <= 80]
    village = next((v for v in map(village_of, titles) if v), None)
    district = next((d for d in map(district_of, titles) if d), None)
    if village is None and tables:
        village = village_of_sheet(grid.sheet) or next(
            (
                v
                for text in closing
                if "kepala desa" in text.lower() or "lurah" in text.lower()
                for v in [village_of(text)]
                if v
            ),
            None,
        )
    if village is None and tables and tables[0].block.table.name == "usulan_desa":
        village = village_words(titles)
    if village is None and tables:
        headers = (f.header for f in tables[0].block.found if f.canonical is None)
        village = next((v for v in map(village_of, headers) if v), None)
    dated = date_of(map(own_words, titles))
    if dated is None or not dated[1]:
        signed = date_of(own_words(text) for text in closing if "," in text)
        if signed and (dated is None or signed[0].replace(day=1) == dated[0]):
            dated = signed
    return Sheet(
        name, grid, tables, village, district, dated, *_titles_and_notes(grid, tables, titles)
    )


def _titles_and_notes(
    grid: Grid, tables: tuple[SheetTable, ...], titles: Sequence[str]
) -> tuple[list[list[str]], list[str]]:
    """The title lines above a table as cells, and the lines among and below its rows."""
    if not tables:
        return [], []
    cells = [[c for c in grid.line(i) if c is not None] for i in range(len(titles))]
    aside = [i for table in tables for i, why in table.not_data.items() if why in SPOKEN]
    return cells, [joined(grid.line(i)) for i in aside]


def joined(cells: Sequence[str | None]) -> str:
    """The filled cells of a line as one text."""
    return "  ".join(cell for cell in cells if cell is not None)

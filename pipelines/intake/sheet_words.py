"""What titles, notes, signatures and names say of the lists in a file.

Titles stand above the first header; a signature's place, date and office below the data. Whatever
only the file's name says counts where the sheets say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.intake.grid.replacement import mark_of, own_words
from pipelines.intake.grid.titles import (
    date_of,
    date_of_file,
    district_of,
    village_of,
    village_of_file,
    village_of_sheet,
    village_words,
)
from pipelines.intake.sheet_tables import Sheet

TITLES_WITHOUT_TABLE = 5
CLOSING_ROWS = 15
LONGEST_CLOSING = 80
SPOKEN = frozenset({"note", "signature"})
"""Reasons of rows that are words to the reader, not a part of the table."""


@dataclass(frozen=True)
class SheetWords:
    """What the words around the tables of one sheet say; `dated` with whether the day is given.

    `titles` are the lines above a table as cells, `notes` the lines among and below its rows.
    """

    village: str | None
    district: str | None
    dated: tuple[date, bool] | None
    titles: Sequence[Sequence[str]] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class ListWords:
    """What a file says of its list as a whole; a basis is null where nothing is said.

    `village` and `district` are those that all sheets with titles agree on.
    """

    village: str | None
    district: str | None
    file_village: str | None
    list_date: date | None
    list_date_basis: str | None
    list_date_has_day: bool | None
    replaces: bool | None
    replaces_basis: str | None


def words_of_sheet(sheet: Sheet) -> SheetWords:
    """What stands around the tables of a sheet."""
    grid, tables = sheet.grid, sheet.tables
    height = grid.cells.height
    above = tables[0].block.header if tables else min(TITLES_WITHOUT_TABLE, height)
    titles = [] if grid.header_given else [grid.text(i) for i in range(above)]
    closing: list[str] = []
    if tables and grid.sheet:
        below = range(max(above, height - CLOSING_ROWS), height)
        closing = [text for text in map(grid.text, below) if len(text) <= LONGEST_CLOSING]
    cells: list[list[str]] = []
    notes: list[str] = []
    if tables:
        cells = [[c for c in grid.line(i) if c is not None] for i in range(len(titles))]
        aside = [i for table in tables for i, why in table.not_data.items() if why in SPOKEN]
        notes = [grid.text(i) for i in aside]
    return SheetWords(
        _village(sheet, titles, closing),
        next((d for d in map(district_of, titles) if d), None),
        _dated(titles, closing),
        cells,
        notes,
    )


def _village(sheet: Sheet, titles: Sequence[str], closing: Sequence[str]) -> str | None:
    """The village by title, sheet name, signature or a header that is not a column's."""
    village = next((v for v in map(village_of, titles) if v), None)
    if village is not None or not sheet.tables:
        return village
    block = sheet.tables[0].block
    signed = (t for t in closing if "kepala desa" in t.lower() or "lurah" in t.lower())
    unknown = (f.header for f in block.found if f.canonical is None)
    return (
        village_of_sheet(sheet.grid.sheet)
        or next((v for v in map(village_of, signed) if v), None)
        or (village_words(titles) if block.table.name == "usulan_desa" else None)
        or next((v for v in map(village_of, unknown) if v), None)
    )


def _dated(titles: Sequence[str], closing: Sequence[str]) -> tuple[date, bool] | None:
    """The date by title, or with its day by a signature of the same month."""
    dated = date_of(map(own_words, titles))
    if dated is None or not dated[1]:
        signed = date_of(own_words(text) for text in closing if "," in text)
        if signed and (dated is None or signed[0].replace(day=1) == dated[0]):
            return signed
    return dated


def words_of_list(
    sheets: Sequence[Sheet], words: Sequence[SheetWords], source: str, file: str
) -> ListWords:
    """What a file says of its list: its sheets with their words, and its name."""
    dated, date_basis = _list_date(sheets, words, file)
    list_date, has_day = dated or (None, None)
    replaces, replaces_basis = None, None
    if source == "usulan-desa":
        titles = [line for own in words for line in own.titles]
        notes = [note for own in words for note in own.notes]
        replaces, replaces_basis = mark_of(titles, notes, file) or (None, None)
    return ListWords(
        _agreed([own.village for own in words]),
        _agreed([own.district for own in words]),
        village_of_file(file),
        list_date,
        date_basis,
        has_day,
        replaces,
        replaces_basis,
    )


def _agreed(values: Sequence[str | None]) -> str | None:
    """The one value that all sheets that say something agree on."""
    given = {value.lower(): value for value in values if value}
    return next(iter(given.values())) if len(given) == 1 else None


def _list_date(
    sheets: Sequence[Sheet], words: Sequence[SheetWords], file: str
) -> tuple[tuple[date, bool] | None, str | None]:
    """The newest date of sheets with tables, else of the others, else the file name's.

    With whether its day is given, and where it stands.
    """
    all_dated = [(bool(s.tables), own.dated) for s, own in zip(sheets, words, strict=True)
                 if own.dated]  # fmt: skip
    dated = [own for has_tables, own in all_dated if has_tables] or [own for _, own in all_dated]
    if dated:
        return max(dated), "title"
    named = date_of_file(file)
    return named, "filename" if named else None

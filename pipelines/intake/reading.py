"""One file's bytes to raw rows, stage by stage.

The stages are in `read_content` in their order; each does its work in a room of its own: `files`
(bytes to grids of text), `grid` and `columns` (tables and what their columns are), `rows` (which
rows are data, which are a family).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from pipelines.intake.columns.known_layouts import is_reply, layout_of
from pipelines.intake.columns.named_by_officers import NO_NAMED_COLUMNS, NamedColumns
from pipelines.intake.files.any_file import read_grids
from pipelines.intake.files.grids import Grid, RefusedFile
from pipelines.intake.grid.layout import likely_header
from pipelines.intake.grid.transposed import is_transposed
from pipelines.intake.raw_sheet import RawSheet, raw_sheet
from pipelines.intake.rows.frames import column_frame
from pipelines.intake.sheet_tables import Sheet, sheets_with_tables, tables_on_sheets
from pipelines.intake.sheet_words import ListWords, words_of_list, words_of_sheet


@dataclass(frozen=True)
class Reading:
    """What one file holds; frames carry sheet and row, the caller adds the file's own columns."""

    tables: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    not_data: list[pl.DataFrame] = field(default_factory=list)
    columns: list[pl.DataFrame] = field(default_factory=list)
    layout: str = "table"
    list_date: date | None = None
    list_date_basis: str | None = None
    list_date_has_day: bool | None = None
    replaces: bool | None = None
    replaces_basis: str | None = None

    def rows_of(self, table: str) -> int:
        """How many rows a raw table has in this file."""
        return sum(frame.height for frame in self.tables.get(table, []))


class NotUnderstood(RefusedFile):
    """No sheet has the key columns; `columns` say what its likeliest headers were taken for.

    They are `raw.ColumnFound` rows without the file, so that an officer can name the columns.
    """

    def __init__(self, columns: pl.DataFrame) -> None:
        super().__init__("no_key_columns")
        self.columns = columns


def read_content(
    content: bytes, source: str, file: str, named_columns: NamedColumns = NO_NAMED_COLUMNS
) -> Reading:
    """Read one file of a source folder.

    Args:
        content: the file's bytes; source: its folder; file: its path, for what the name says;
        named_columns: columns that officers named.

    Raises RefusedFile when the file cannot be used as a whole.
    """
    # bytes → grids
    grids = [grid for grid in read_grids(content) if grid.cells.height]
    # grids → tables on them, columns understood, rows sorted
    sheets = sheets_with_tables(grids, source, file, named_columns)
    _check_is_list(sheets, grids, source)
    # what titles, notes, signatures and names say
    words = [words_of_sheet(sheet) for sheet in sheets]
    list_words = words_of_list(sheets, words, source, file)
    # families put together, rows as raw frames
    raw = [
        raw_sheet(sheet, own.village or list_words.village, own.district or list_words.district)
        for sheet, own in zip(sheets, words, strict=True)
    ]
    return _reading(sheets, raw, list_words, source)


def _check_is_list(sheets: Sequence[Sheet], grids: Sequence[Grid], source: str) -> None:
    """Pass a file with a table of its source; else RefusedFile says why it is none."""
    if not any(sheet.tables for sheet in sheets):
        raise _not_understood(grids, source)
    if source == "usulan-desa" and any(
        is_reply(headers) for sheet in sheets for headers in sheet.headers()
    ):
        raise RefusedFile("is_reply")


def _not_understood(grids: Sequence[Grid], source: str) -> RefusedFile:
    """Why no table was found: it lies on its side, or its headers are in no known spelling."""
    tables = tables_on_sheets(source)
    if any(is_transposed(grid, tables) for grid in grids):
        return RefusedFile("transposed")
    likely = [(grid, block) for grid in grids if (block := likely_header(grid, tables))]
    frames = [column_frame(grid, block) for grid, block in likely]
    return NotUnderstood(pl.concat(frames)) if frames else RefusedFile("no_key_columns")


def _reading(
    sheets: Sequence[Sheet], raw: Sequence[RawSheet], words: ListWords, source: str
) -> Reading:
    """All sheets as one reading; RefusedFile `empty` when none has a row of data."""
    tables: dict[str, list[pl.DataFrame]] = {}
    for name, frame in (own for part in raw for own in part.tables):
        tables.setdefault(name, []).append(frame.with_columns(_stamps(words)))
    if not any(frame.height for frames in tables.values() for frame in frames):
        raise RefusedFile("empty")
    headers = (header for sheet in sheets for own in sheet.headers() for header in own)
    return Reading(
        tables,
        [frame for part in raw for frame in part.not_data],
        [frame for part in raw for frame in part.columns],
        "bip" if "bip_keluarga" in tables else layout_of(headers, source),
        words.list_date,
        words.list_date_basis,
        words.list_date_has_day,
        words.replaces,
        words.replaces_basis,
    )


def _stamps(words: ListWords) -> list[pl.Expr]:
    """What the file says of its list, on each row."""
    return [
        pl.lit(words.file_village, dtype=pl.String).alias("file_village"),
        pl.lit(words.list_date, dtype=pl.Date).alias("list_date"),
        pl.lit(words.replaces, dtype=pl.Boolean).alias("list_replaces"),
    ]

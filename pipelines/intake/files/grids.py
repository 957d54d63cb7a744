"""A grid: one sheet of a workbook, or one text or Parquet file, as cells of text.

All formats are brought to this form before anything of the domain is looked at. Cells are stripped,
blank cells are null, blank rows are gone; `rows` keeps the row number an officer sees.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from pipelines.intake.files.characters import columns_where, spelled_out, without_unseen
from pipelines.intake.files.limits import MAX_CELL_CHARACTERS, MAX_COLUMNS


class RefusedFile(Exception):
    """The file cannot be used; `code` is one of `pipelines.intake.files.refusals.MESSAGES`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Merge:
    """A merged range: 1-based first and last row and column, both included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Grid:
    """Cells of one sheet.

    `cells` has String columns named by 1-based position ("1", "2", ...), `rows` the row number of
    each, `numeric` Boolean columns (a subset of the positions) true where the workbook's cell held
    a number. `merges` use the officer's row numbers. `header_given` is true for Parquet, whose
    column names stand in the first row of cells, numbered 0.
    """

    sheet: str
    cells: pl.DataFrame
    rows: pl.Series
    numeric: pl.DataFrame = field(default_factory=pl.DataFrame)
    merges: tuple[Merge, ...] = ()
    header_given: bool = False

    @property
    def width(self) -> int:
        return self.cells.width

    def line(self, index: int) -> list[str | None]:
        """The cells of one row by its index."""
        return list(self.cells.row(index))

    def text(self, index: int) -> str:
        """The filled cells of one row as one text."""
        return "  ".join(cell for cell in self.cells.row(index) if cell is not None)


def make_grid(
    sheet: str,
    cells: pl.DataFrame,
    rows: pl.Series,
    numeric: pl.DataFrame | None = None,
    merges: tuple[Merge, ...] = (),
    header_given: bool = False,
) -> Grid:
    """Clean cells, make blanks null, drop blank rows and blank trailing columns.

    Raises RefusedFile when the sheet is wider than any table can be.
    """
    if cells.width > MAX_COLUMNS:
        raise RefusedFile("too_large")
    cells = _clean(cells)
    used = [name for name in cells.columns if cells[name].null_count() < cells.height]
    if not used:
        return Grid(spelled_out(sheet), pl.DataFrame(), pl.Series("row", [], pl.Int64))
    last = int(used[-1])
    cells = cells.select(str(position) for position in range(1, last + 1))
    keep = cells.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    kept_numeric = pl.DataFrame()
    if numeric is not None and numeric.width:
        kept_numeric = numeric.filter(keep).select(c for c in numeric.columns if int(c) <= last)
    return Grid(
        spelled_out(sheet),
        cells.filter(keep),
        rows.cast(pl.Int64).filter(keep),
        kept_numeric,
        merges,
        header_given,
    )


def _clean(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells without unseen characters and white space around them, blanks null, none too long.

    All columns at once: each call of polars costs more than the few cells of a village's column.
    """
    cells = without_unseen(cells.select(pl.all().cast(pl.String)))
    text = pl.all()
    long = columns_where(cells, text.str.len_bytes() > MAX_CELL_CHARACTERS)
    if long:
        cells = cells.with_columns(_cut(pl.col(long)))
    cells = cells.select(text.str.strip_chars())
    return cells.select(pl.when(text != "").then(text))


def _cut(text: pl.Expr) -> pl.Expr:
    """Texts longer than any cell, cut so that the cut shows."""
    return (
        pl.when(text.str.len_chars() > MAX_CELL_CHARACTERS)
        .then(text.str.head(MAX_CELL_CHARACTERS - 1) + "…")
        .otherwise(text)
    )

"""The workbook of rows that need mending: which cell, what is wrong, what to do.

Rows of the lists that villages write go to one workbook a village; rows of registers that others
keep, and rows of no known village, go to one workbook a file, because only the sender of that file
can mend them. Rows of carried-forward files were reported in their own period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import duckdb
import polars as pl
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipelines.domain.periods import period_words
from pipelines.domain.regions import Regions
from pipelines.machine.file_names import file_name, untaken
from pipelines.publish.papers import Papers
from pipelines.publish.queries import query
from pipelines.publish.workbooks import styles as wb
from schemas.problems import PROBLEMS, split_message
from schemas.sources import BY_VILLAGES, TABLES, label_of

LEADING = (("Berkas", 24.0), ("Lembar", 12.0), ("Baris", 7.0), ("Hasil", 14.0))
ADVICE = (("Apa yang salah", 34.0), ("Cara memperbaiki", 38.0))
NARROWEST, WIDEST = 7.0, 24.0
PRINTED = 230.0
"""Column units that can be read when fitted to one A4 page; columns beyond are for the screen."""
WHO = ("nama", "nik", "no_kk", "tanggal_lahir", "alamat", "rt", "rw")
HEADER_ROW = 3
MENDED = {"accepted": "Diterima, perlu diperbaiki", "rejected": "Ditolak"}

INSTRUCTIONS = (
    "Sel merah adalah isian yang perlu diperbaiki. Perbaiki di berkas asal (lihat kolom Berkas,"
    " Lembar, dan Baris), lalu kirim ulang berkasnya. Baris yang ditolak belum dihitung sama"
    " sekali; baris lain sudah dipakai, tetapi hasilnya lebih pasti bila diperbaiki."
)

PLACE = ("file", "sheet", "row")
"""Where a row is; no two rows of a table are in the same place."""

PART_ROWS = 10_000
"""Rows in one workbook. A longer list, faulty in every row, is written in several parts:
cells and formats of a workbook are held in memory until it is written."""


def write_rejected(
    con: duckdb.DuckDBPyConnection, regions: Regions, period: str, folder: Path, papers: Papers
) -> int:
    """Hand in workbooks of rows with problems, to be written into `folder`; their number."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    books = 0
    for batch in _batches(_books(rows_to_mend(con))):
        typed = cells_as_typed(con, pl.concat(book.rows for book in batch))
        for book in batch:
            village, file = book.rows["book_village"][0], book.rows["file"][0]
            name = regions.village(village).file_stem if village else Path(book.key).stem
            path = folder / untaken(file_name(name + book.part), ".xlsx", taken)
            taken.add(path.name.casefold())
            about = regions.village(village).heading if village else f"Berkas {file}"
            contents = about + book.part, period, book.rows, cells_of(typed, book.rows)
            papers.hand_in(book.rows.height, write_book, path, *contents)
        books += len(batch)
    return books


def write_book(
    path: Path, about: str, period: str, rows: pl.DataFrame, typed: Mapping[str, pl.DataFrame]
) -> None:
    """Write a workbook of rows with problems; `about` says whose they are."""
    with wb.open_workbook(path, f"Baris yang perlu diperbaiki {period}", period) as book:
        write_sheets(book, about, period, rows, typed)


@dataclass(frozen=True)
class _Book:
    """One workbook to be: its rows, and ` (bagian 2 dari 3)` where they fill several."""

    key: str
    rows: pl.DataFrame
    part: str


def _books(rows: pl.DataFrame) -> Iterator[_Book]:
    """The workbooks in the order of their keys."""
    for (key,), group in sorted(
        rows.partition_by("book", as_dict=True, maintain_order=True).items()
    ):
        parts = [*group.iter_slices(PART_ROWS)]
        for number, part in enumerate(parts, start=1):
            label = f" (bagian {number} dari {len(parts)})" if len(parts) > 1 else ""
            yield _Book(str(key), part, label)


def _batches(books: Iterable[_Book]) -> Iterator[list[_Book]]:
    """Workbooks whose cells are fetched together: a query for each of many would take longer."""
    batch: list[_Book] = []
    for book in books:
        if batch and sum(b.rows.height for b in batch) + book.rows.height > PART_ROWS:
            yield batch
            batch = []
        batch.append(book)
    if batch:
        yield batch


def rows_to_mend(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Rejected rows, and accepted ones with a problem graver than information, rejected first.

    Columns of sql/publish/problem_rows.sql, `book` (which workbook) and `book_village` (its
    village's code; null where the workbook is a file's).
    """
    grave = [code for code, problem in PROBLEMS.items() if problem.severity != "info"]
    codes = pl.col("problems").list.eval(pl.element().struct.field("code"))
    by_village = pl.col("source").is_in(BY_VILLAGES) & pl.col("village_code").is_not_null()
    base = pl.col("file").str.replace(r"^.*/", "")
    return (
        query(con, "problem_rows")
        .filter(
            (pl.col("outcome") == "rejected")
            | codes.list.eval(pl.element().is_in(grave)).list.any()
        )
        .with_columns(book_village=pl.when(by_village).then(pl.col("village_code")))
        .with_columns(
            book=pl.coalesce("book_village", pl.concat_str("source", base, separator=" - "))
        )
        .sort(pl.col("outcome") != "rejected", "file", "sheet", "row", "record_id")
    )


def cells_as_typed(con: duckdb.DuckDBPyConnection, rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The rows as typed, by table: PLACE and the canonical columns."""
    return {table: _typed_cells(con, table, rows) for table in sorted(set(rows["table"]))}


def cells_of(typed: Mapping[str, pl.DataFrame], rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The part of `cells_as_typed` that belongs to `rows`."""
    tables = rows.partition_by("table", as_dict=True)
    return {
        str(table): typed[str(table)].join(part, on=PLACE, how="semi")
        for (table,), part in tables.items()
    }


def _typed_cells(con: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> pl.DataFrame:
    wanted = rows.filter(pl.col("table") == table).select(PLACE).unique()
    columns = ", ".join(f'"{name}"' for name in canonical_columns(table))
    con.register("rows_to_mend", wanted.to_arrow())
    cells: pl.DataFrame = con.sql(
        f'select file, sheet, "row", {columns} from raw."{table}" '
        'semi join rows_to_mend using (file, sheet, "row")'
    ).pl()
    con.unregister("rows_to_mend")
    return cells


def canonical_columns(table: str) -> dict[str, str]:
    """Canonical column → Indonesian label of a raw table, in declared order."""
    return {column.name: column.label for column in TABLES[table].columns}


def write_sheets(
    book: Workbook,
    about: str,
    period: str,
    rows: pl.DataFrame,
    typed: Mapping[str, pl.DataFrame],
) -> None:
    """Add to `book` one sheet for each kind of source table among `rows`."""
    tables = rows.partition_by("table", as_dict=True, maintain_order=True)
    for (table,), part in sorted(tables.items()):
        _write_sheet(book, str(table), about, period, part, typed[str(table)])


def _write_sheet(
    book: Workbook,
    table: str,
    about: str,
    period: str,
    rows: pl.DataFrame,
    cells: pl.DataFrame,
) -> None:
    """Title, header and the rows; columns that are empty throughout are left out."""
    typed = rows.select(PLACE).join(cells, on=PLACE, how="left", maintain_order="left")
    shown = _columns_shown(table, rows, typed)
    columns = [*LEADING, *ADVICE, *shown.values()]

    sheet = book.add_worksheet(table[:31])
    heading = wb.style(book, **wb.HEADING, valign="vcenter")
    source = label_of(TABLES[table].source)
    title = f"BARIS YANG PERLU DIPERBAIKI · {source} · {period_words(period)}"
    wb.write_text(sheet, 0, 0, title, wb.plain(book, bold=True, font_size=14))
    wb.write_text(sheet, 1, 0, about, wb.plain(book, bold=True, font_size=11))
    sheet.merge_range(2, 0, 2, 5, INSTRUCTIONS, wb.plain(book, text_wrap=True))
    sheet.set_row(0, 21)
    sheet.set_row(2, 40)
    sheet.set_row(HEADER_ROW, 51)
    for index, (label, width) in enumerate(columns):
        sheet.set_column(index, index, width)
        sheet.write_string(HEADER_ROW, index, label, heading)

    _write_rows(book, sheet, rows, typed.select(shown.keys()))
    sheet.freeze_panes(HEADER_ROW + 1, 3)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + rows.height, len(columns) - 1)
    wb.print_on_a4(sheet, HEADER_ROW, about)
    within = [reach <= PRINTED for reach in accumulate(width for _, width in columns)]
    sheet.print_area(0, 0, HEADER_ROW + rows.height, sum(within) - 1)


def _columns_shown(
    table: str, rows: pl.DataFrame, typed: pl.DataFrame
) -> dict[str, tuple[str, float]]:
    """Canonical column → (label, width) of what is shown of the rows as typed.

    The columns at fault come first, next to the advice; then who it is; then the rest.
    """
    labels = canonical_columns(table)
    blamed = set(rows["problems"].explode().struct.field("column"))
    who = (name for name in WHO if name in labels)
    ordered = dict.fromkeys([*(name for name in labels if name in blamed), *who, *labels])
    lengths = typed.select(pl.col(name).str.len_chars().max().fill_null(0) for name in labels)
    longest = lengths.row(0, named=True)
    return {
        name: (labels[name], min(WIDEST, max(NARROWEST, longest[name] * 0.95 + 2)))
        for name in ordered
        if name in blamed or longest[name]
    }


def _write_rows(
    book: Workbook,
    sheet: Worksheet,
    rows: pl.DataFrame,
    typed: pl.DataFrame,
) -> None:
    """Below the header: where the row stands, what is wrong, what to do, and the row as typed.

    Cells without text are not written, a good part of them all; a rule draws their borders.
    """
    where = wb.style(book, **wb.LISTED, num_format="@")
    advice = wb.style(book, num_format="@")
    data = wb.style(book, num_format="@", text_wrap=False)
    wrong = wb.style(book, **wb.WRONG, num_format="@", text_wrap=False)
    widths = [width for _, width in (*LEADING, *ADVICE)]
    pairs = zip(rows.to_dicts(), typed.iter_rows(), strict=True)
    for number, (row, as_typed) in enumerate(pairs, start=HEADER_ROW + 1):
        faults = [split_message(p["message"]) for p in row["problems"]]
        says = ["\n".join(dict.fromkeys(filter(None, side))) for side in zip(*faults, strict=True)]
        base = row["file"].rsplit("/", 1)[-1]
        leading = [base, row["sheet"], str(row["row"]), MENDED[row["outcome"]], *(says or ["", ""])]
        sheet.set_row(number, wb.row_height(list(zip(leading, widths, strict=True)), least=1))
        for index, value in enumerate(leading):
            wb.write_text(sheet, number, index, value, where if index < len(LEADING) else advice)
        faulty = {p["column"] for p in row["problems"]}
        cells = zip(typed.columns, as_typed, strict=True)
        for index, (name, value) in enumerate(cells, start=len(LEADING) + len(ADVICE)):
            if value or name in faulty:
                wb.write_text(sheet, number, index, value, wrong if name in faulty else data)
    first, end = HEADER_ROW + 1, len(LEADING) + len(ADVICE) + typed.width - 1
    borders = {"type": "blanks", "format": book.add_format(wb.BORDERS)}
    sheet.conditional_format(first, 0, HEADER_ROW + rows.height, end, borders)

"""The feedback workbook: a summary of the month, then the rows to mend as `rejected/` has them.

The sheets of rows are written by `publish.rejected`; what this adds is the whole list of mistakes
(the letter names the three most frequent), what further lists changed, and which column was taken
for what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import polars as pl
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipelines.domain.numbers import percent
from pipelines.domain.periods import period_words
from pipelines.domain.words import NO_HEADER
from pipelines.publish.letters.changes import write_changes
from pipelines.publish.letters.village import VillageFeedback
from pipelines.publish.workbooks import styles as wb
from pipelines.publish.workbooks.rejected import write_sheets
from schemas.columns import VOCABULARY

SHEET: Final = "Ringkasan"
COLUMNS_SHEET: Final = "Kolom"
SHOWN_ROWS: Final = 60
NOT_USED: Final = "(tidak dipakai)"
UNUSED: Final = "Bila isinya diperlukan, pakai judul kolom dari templat."
MISTAKES: Final = (
    ("Kesalahan", 42.0), ("Kolom", 20.0), ("Baris", 8.0), ("Di mana", 52.0),
    ("Cara memperbaiki", 52.0),
)  # fmt: skip
UNDERSTOOD: Final = (
    ("Berkas", 34.0), ("Lembar", 16.0), ("Kolom ke", 9.0), ("Judul kolom", 34.0),
    ("Dipahami sebagai", 30.0), ("Kepastian", 11.0), ("Catatan", 46.0),
)  # fmt: skip


def write_summary(
    feedback: VillageFeedback,
    rows: pl.DataFrame,
    as_typed: Mapping[str, pl.DataFrame],
    columns: Sequence[Mapping[str, Any]],
    changes: Sequence[Mapping[str, Any]],
    path: Path,
) -> None:
    """Write the workbook of one village.

    `rows` and `as_typed` are the village's part of `rejected.rows_to_mend` and
    `rejected.cells_as_typed`; `columns` are rows of sql/publish/letters/columns_found.sql of its
    files, with whether they are `doubtful`; `changes` its rows of sql/publish/letters/changes.sql.
    """
    village, period = feedback.village, feedback.period
    with wb.open_workbook(path, f"Umpan balik {village.file_stem}", period) as book:
        _write_counts(book, feedback)
        write_sheets(book, village.heading, period, rows, as_typed)
        if feedback.sent_again:
            write_changes(book, feedback.sent_again, changes)
        _write_columns(book, columns)


def _write_counts(book: Workbook, feedback: VillageFeedback) -> None:
    """How many rows were read, and every kind of mistake with its rows."""
    sheet = book.add_worksheet(SHEET)
    count = feedback.count
    title = f"UMPAN BALIK DAFTAR USULAN · {period_words(feedback.period)}"
    wb.write_text(sheet, 0, 0, title, wb.plain(book, bold=True, font_size=14))
    wb.write_text(sheet, 1, 0, feedback.village.heading, wb.plain(book, bold=True, font_size=11))
    sheet.set_row(0, 21)
    label, number = wb.style(book, **wb.LISTED), wb.style(book, align="left", num_format="#,##0")
    counts = (
        ("Baris dibaca", count.rows_read),
        ("Baris diterima", count.accepted),
        ("Baris ditolak", count.rejected),
        ("Baris yang perlu diperbaiki (termasuk yang ditolak)", count.to_mend),
    )
    for row, (name, total) in enumerate(counts, start=3):
        wb.write_text(sheet, row, 0, name, label)
        sheet.write_number(row, 1, total, number)
    header = 8
    _write_header(book, sheet, header, MISTAKES)
    text = wb.style(book, num_format="@")
    widths = [width for _, width in MISTAKES]
    for row, mistake in enumerate(feedback.mistakes, start=header + 1):
        where = "; ".join(place.words(SHOWN_ROWS) for place in mistake.places)
        cells = (mistake.wrong, ", ".join(mistake.columns), "", where, mistake.remedy)
        sheet.set_row(row, wb.row_height(list(zip(cells, widths, strict=True)), least=1))
        for index, value in enumerate(cells):
            wb.write_text(sheet, row, index, value, text)
        sheet.write_number(row, 2, mistake.rows, number)
    if not feedback.mistakes:
        praise = "Tidak ada. Terima kasih atas ketelitiannya."
        wb.write_text(sheet, header + 1, 0, praise, text)
    sheet.freeze_panes(header + 1, 0)
    wb.print_on_a4(sheet, header, f"{feedback.village.file_stem} · {feedback.period}")


def _write_columns(book: Workbook, columns: Sequence[Mapping[str, Any]]) -> None:
    """Which column of which file was taken for what, and how certainly."""
    sheet = book.add_worksheet(COLUMNS_SHEET)
    title = "KOLOM YANG DIPAHAMI"
    wb.write_text(sheet, 0, 0, title, wb.plain(book, bold=True, font_size=14))
    request = "Beri tahu Dinas Sosial bila ada kolom yang dipahami keliru."
    wb.write_text(sheet, 1, 0, request, wb.plain(book))
    sheet.set_row(0, 21)
    _write_header(book, sheet, 3, UNDERSTOOD)
    text = wb.style(book, num_format="@")
    doubtful = wb.style(book, num_format="@", bg_color=wb.TO_FILL["bg_color"])
    for row, column in enumerate(columns, start=4):
        known = column["canonical"]
        sure = known is None or not column["doubtful"]
        note = UNUSED if known is None else "" if sure else "Mohon dicek."
        cells = (
            column["file"].rsplit("/", 1)[-1],
            column["sheet"],
            str(column["position"]),
            column["header"] or NO_HEADER,
            VOCABULARY[known].label if known else NOT_USED,
            percent(column["certainty"], 0) if known else "",
            note,
        )
        for index, value in enumerate(cells):
            wb.write_text(sheet, row, index, value, text if sure else doubtful)
    sheet.freeze_panes(4, 0)
    wb.print_on_a4(sheet, 3, "Kolom yang dipahami")


def _write_header(
    book: Workbook, sheet: Worksheet, row: int, columns: Sequence[tuple[str, float]]
) -> None:
    heading = wb.style(book, **wb.HEADING, valign="vcenter")
    sheet.set_row(row, 22)
    for index, (label, width) in enumerate(columns):
        sheet.set_column(index, index, width)
        sheet.write_string(row, index, label, heading)

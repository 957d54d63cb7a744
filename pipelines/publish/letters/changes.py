"""The sheet of changes: what a village's further lists of the month changed, person by person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from xlsxwriter.workbook import Workbook

from pipelines.domain.dates import date_numbers
from pipelines.publish.letters.choices import CHOICES
from pipelines.publish.letters.village import SentAgain, shown_file
from pipelines.publish.workbooks import styles as wb
from schemas.columns import VOCABULARY

SHEET: Final = "Perubahan"
WORDS: Final = {"added": "Ditambahkan", "changed": "Diperbaiki", "withdrawn": "Ditarik"}
COLUMNS: Final = (
    ("Berkas baru", 28.0), ("Baris", 7.0), ("Nama", 24.0), ("NIK", 17.0), ("Perubahan", 12.0),
    ("Kolom", 18.0), ("Isi lama", 20.0), ("Isi baru", 20.0), ("Berkas lama", 28.0),
    ("Baris lama", 9.5),
)  # fmt: skip
TOLD: Final = (
    "Daftar yang dikirim belakangan dibandingkan dengan kiriman sebelumnya bulan ini. Isian baru "
    "yang berlaku; sel yang kosong pada daftar baru tidak menghapus isian lama."
)
HEADER_ROW: Final = 3


def write_changes(
    book: Workbook, sent_again: Sequence[SentAgain], changes: Sequence[Mapping[str, Any]]
) -> None:
    """Add the sheet; `changes` are the village's rows of sql/publish/letters/changes.sql."""
    sheet = book.add_worksheet(SHEET)
    wb.write_text(sheet, 0, 0, "PERUBAHAN PADA KIRIMAN ULANG", wb.plain(book, bold=True,
                                                                       font_size=14))  # fmt: skip
    wb.write_text(sheet, 1, 0, TOLD, wb.plain(book))
    sheet.set_row(0, 21)
    heading = wb.style(book, **wb.HEADING, valign="vcenter")
    sheet.set_row(HEADER_ROW, 22)
    for index, (label, width) in enumerate(COLUMNS):
        sheet.set_column(index, index, width)
        sheet.write_string(HEADER_ROW, index, label, heading)
    text = wb.style(book, num_format="@", text_wrap=False)
    row = HEADER_ROW
    for row, change in enumerate(changes, start=HEADER_ROW + 1):
        for index, value in enumerate(_cells(change)):
            wb.write_text(sheet, row, index, value, text)
    for below, again in enumerate(sent_again, start=row + 2):
        wb.write_text(sheet, below, 0, summary(again), wb.plain(book))
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.autofilter(HEADER_ROW, 0, max(row, HEADER_ROW + 1), len(COLUMNS) - 1)
    wb.print_on_a4(sheet, HEADER_ROW, SHEET)


def summary(again: SentAgain) -> str:
    """One line on a further list: how many were added, corrected, the same, withdrawn."""
    return (
        f"{again.file}: {again.added} orang ditambahkan, {again.changed} diperbaiki, "
        f"{again.same} tetap sama, {again.withdrawn} ditarik."
    )


def shown_value(column: str | None, value: str | None) -> str:
    """A value as read in the words of the form: a code as its word, a day as day-month-year."""
    if column is None or value is None:
        return ""
    if column == "tanggal_lahir":
        return date_numbers(date.fromisoformat(value))
    if column == "status":
        return value.capitalize()
    words = {str(code).lower(): word for code, word in CHOICES.get(column, {}).items()}
    return words.get(value.lower(), value)


def _cells(change: Mapping[str, Any]) -> list[object]:
    column = change["canonical"]
    return [
        _place(change["file"], change["sheet"]),
        change["row"],
        change["nama"],
        change["nik"],
        WORDS[change["change"]],
        VOCABULARY[column].label if column else "",
        shown_value(column, change["old_value"]),
        shown_value(column, change["new_value"]),
        _place(change["old_file"], change["old_sheet"]),
        change["old_row"],
    ]


def _place(file: str | None, sheet: str | None) -> str:
    """`Usulan.xlsx, lembar RT 1`; the file alone where it has no sheets or the row is not there."""
    if not file:
        return ""
    return shown_file(file) + (f", lembar {sheet}" if sheet else "")

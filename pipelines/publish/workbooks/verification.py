"""The verification workbook: what a village is asked to check on the spot, and to sign.

One sheet. A village fills it in on any Excel, or prints it on A4, writes by hand, and types the
answers in later. The office reads it back as source `verifikasi` by `ID Temuan`; the `###` under
the table ends the data for every reader, so the berita acara below it is never taken for rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipelines.domain.dates import date_numbers
from pipelines.domain.periods import first_day, period_words
from pipelines.domain.regions import Regions
from pipelines.domain.villages import Village
from pipelines.domain.words import KINDS, RESULTS, SUBTYPES
from pipelines.machine.file_names import file_name
from pipelines.publish.papers import Papers
from pipelines.publish.workbooks import styles as wb
from pipelines.publish.workbooks.berita_acara import write_berita_acara

ANSWERS = tuple(RESULTS.values())
UNKNOWN_VILLAGE = "Desa belum diketahui"
REASON_LENGTH = 230
SAME_BEGINNING = 4  # words in common from which a beginning need not be said again
SHEET = "Daftar Verifikasi"
TITLE_ROWS = 4
TITLE_HEIGHT, HEADER_HEIGHT, BLOCK_HEIGHT = 122.0, 30.0, 270.0
PAGE_HEIGHTS = (600.0, 640.0, 680.0)
"""Points of rows on an A4 landscape page when all columns fit its width. Programs differ a little
in how wide they draw columns, and so in the scale, so the range is tried."""

INSTRUCTIONS = (
    "Cara mengisi: (1) Datangi tiap keluarga di daftar. (2) Isi kolom kuning saja; kolom abu-abu"
    " terkunci. Pilih Hasil Verifikasi dari daftar: Layak = keadaannya memang miskin/berhak; Tidak"
    " Layak = mampu; Sudah Terdaftar = sudah menerima atau tercatat di DTKS. (3) Bila NIK di KTP"
    " berbeda, tulis yang benar di NIK di Lapangan. (4) Isi dan tanda tangani berita acara di bawah"
    " tabel. (5) Kirim kembali berkas Excel ini ke Dinas Sosial; jangan mengubah ID Temuan."
)


@dataclass(frozen=True)
class Column:
    """A column of the sheet; `answer` columns are left open for the village to fill."""

    name: str
    width: float
    answer: bool = False


COLUMNS = (
    Column("No", 3.5),
    Column("ID Temuan", 9),
    Column("No KK", 15),
    Column("NIK", 15),
    Column("Nama Kepala Keluarga / Orang", 16),
    Column("Alamat", 12),
    Column("RT", 3.5),
    Column("RW", 3.5),
    Column("Temuan", 13),
    Column("Alasan Singkat", 28),
    Column("NIK di Lapangan", 15, answer=True),
    Column("Hasil Verifikasi", 11, answer=True),
    Column("Catatan", 13, answer=True),
    Column("Petugas", 9, answer=True),
    Column("Tanggal Verifikasi", 10, answer=True),
)
POSITION = {column.name: index for index, column in enumerate(COLUMNS)}
WIDTH = {column.name: column.width for column in COLUMNS}


def write_verification(
    findings: pl.DataFrame, regions: Regions, period: str, folder: Path, papers: Papers
) -> None:
    """Hand in one workbook per village with standing findings, to be written into `folder`.

    `findings` are the rows of sql/publish/verification.sql in the order they shall be printed.
    Findings of no known village go to a workbook of their own: someone has to look at them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    groups = findings.partition_by("village_code", as_dict=True, maintain_order=True)
    for (code,), rows in groups.items():
        unknown = Village("", UNKNOWN_VILLAGE, "", regions.name)
        village = regions.village(code) if code else unknown
        path = folder / f"{file_name(village.file_stem)}.xlsx"
        papers.hand_in(rows.height, write_village, path, village, period, rows)


def listed_cells(finding: Mapping[str, Any]) -> dict[str, str]:
    """What the sheet lists of one finding, by column name; the answer columns are not in it.

    Where a finding is about particular members, they are listed line by line, each NIK next to its
    name, and the head of the family is named below them.
    """
    words = KINDS[finding["kind"]]
    head = finding["head_name"] or ""
    unheard = finding["state"] == "unheard"
    names, niks = [head], [finding["head_nik"] or ""]
    if words.about_people and finding["people"]:
        names = [person["nama"] or "(nama kosong)" for person in finding["people"]]
        niks = [person["nik"] or "-" for person in finding["people"]]
        if head and head not in names:
            names.append(f"(KK: {head})")
    subtype = SUBTYPES.get(finding["subtype"] or "")
    return {
        "ID Temuan": finding["flag_id"],
        "No KK": finding["kk"] or "",
        "NIK": "\n".join(niks),
        "Nama Kepala Keluarga / Orang": "\n".join(names),
        "Alamat": finding["alamat"] or "",
        "RT": finding["rt"] or "",
        "RW": finding["rw"] or "",
        "Temuan": f"{words.finding} ({subtype})" if subtype else words.finding,
        "Alasan Singkat": f"Terakhir dinilai {period_words(finding['last_judged'])}. " * unheard
        + short_reason(finding["reasons"] or []),
    }


def short_reason(reasons: Sequence[Mapping[str, Any]]) -> str:
    """The evidence sentences, each once, cut at a word when they would fill the page.

    Of a sentence that begins like the one before it, only what differs is written.
    """
    sentences = list(dict.fromkeys(r["evidence"].strip() for r in reasons if r["evidence"]))
    shorter = sentences[:1]
    for before, sentence in pairwise(sentences):
        words, shared = sentence.split(), 0
        for word, same in zip(words, before.split(), strict=False):
            if word != same:
                break
            shared += 1
        shorter.append("Juga " + " ".join(words[shared:]) if shared >= SAME_BEGINNING else sentence)
    text = " ".join(shorter)
    if len(text) <= REASON_LENGTH:
        return text
    return text[:REASON_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def write_village(path: Path, village: Village, period: str, rows: pl.DataFrame) -> None:
    """Write the workbook of one village: `rows` are its part of `write_verification`'s findings."""
    findings = rows.to_dicts()
    with wb.open_workbook(path, f"Daftar verifikasi {village.file_stem}", period) as book:
        sheet = book.add_worksheet(SHEET)
        for index, column in enumerate(COLUMNS):
            sheet.set_column(index, index, column.width)
        _write_title(book, sheet, village, period)
        heights = _write_table(book, sheet, findings)
        first, last = TITLE_ROWS + 1, TITLE_ROWS + len(findings)
        _check_answers(sheet, period, first, last)
        write_berita_acara(book, sheet, village, first, last, POSITION)
        if min(room_left(heights, page) for page in PAGE_HEIGHTS) < BLOCK_HEIGHT:
            sheet.set_h_pagebreaks([last + 1])
        wb.print_on_a4(sheet, TITLE_ROWS, f"{village.file_stem} · {period}")
        sheet.freeze_panes(TITLE_ROWS + 1, 0)
        sheet.autofilter(TITLE_ROWS, 0, last, len(COLUMNS) - 1)
        # No password: the lock keeps a finger from slipping, it is not a secret.
        sheet.protect("", {"format_rows": True, "format_columns": True, "autofilter": True})
        sheet.set_selection(first, POSITION["NIK di Lapangan"], first, POSITION["NIK di Lapangan"])


def _write_title(book: Workbook, sheet: Worksheet, village: Village, period: str) -> None:
    """Title, village and period (also as defined names, for programs), and how to fill it in."""
    head = f"DAFTAR VERIFIKASI LAPANGAN · {period_words(period).upper()}"
    where = village.heading if village.code else f"{UNKNOWN_VILLAGE}, {village.regency}"
    stamp = f"Kode desa: {village.code or '-'} · Periode: {period}"
    wb.write_text(sheet, 0, 0, head, wb.plain(book, bold=True, font_size=14))
    wb.write_text(sheet, 1, 0, where, wb.plain(book, bold=True, font_size=11))
    wb.write_text(sheet, 2, 0, stamp, wb.plain(book, font_size=10))
    text = wb.plain(book, text_wrap=True, font_color="#44525E")
    sheet.merge_range(3, 0, 3, len(COLUMNS) - 1, INSTRUCTIONS, text)
    sheet.set_row(0, 21)
    sheet.set_row(1, 16)
    sheet.set_row(2, 15)
    sheet.set_row(3, 40)
    if village.code:
        book.define_name("kode_desa", f'="{village.code}"')
    book.define_name("periode", f'="{period}"')


def _write_table(
    book: Workbook, sheet: Worksheet, findings: Sequence[Mapping[str, Any]]
) -> list[float]:
    """The header row and one row a finding, high enough to read and to write in; the heights."""
    heading = wb.style(book, **wb.HEADING, valign="vcenter", align="center")
    listed = wb.style(book, **wb.LISTED, num_format="@")
    numbered = wb.style(book, **wb.LISTED)
    finding_form = wb.style(book, **wb.LISTED, num_format="@", bold=True)
    answer = wb.style(book, **wb.TO_FILL, locked=False)
    as_text = wb.style(book, **wb.TO_FILL, locked=False, num_format="@")
    as_date = wb.style(book, **wb.TO_FILL, locked=False, num_format="dd-mm-yyyy", align="left")
    forms = {"NIK di Lapangan": as_text, "Tanggal Verifikasi": as_date}

    sheet.set_row(TITLE_ROWS, 30)
    for index, column in enumerate(COLUMNS):
        sheet.write_string(TITLE_ROWS, index, column.name, heading)
    heights = []
    for number, finding in enumerate(findings, start=1):
        row = TITLE_ROWS + number
        cells = listed_cells(finding)
        heights.append(wb.row_height([(text, WIDTH[name]) for name, text in cells.items()]))
        sheet.set_row(row, heights[-1])
        sheet.write_number(row, 0, number, numbered)
        for index, column in enumerate(COLUMNS[1:], start=1):
            if column.answer:
                sheet.write_blank(row, index, None, forms.get(column.name, answer))
            else:
                form = finding_form if column.name == "Temuan" else listed
                wb.write_text(sheet, row, index, cells[column.name], form)
    return heights


def room_left(heights: Sequence[float], page: float) -> float:
    """Points left on the last page (of `page` points) below rows of these heights."""
    used = TITLE_HEIGHT
    for height in heights:
        used = used + height if used + height <= page else HEADER_HEIGHT + height
    return page - used


def _check_answers(sheet: Worksheet, period: str, first: int, last: int) -> None:
    """Drop-down, date and NIK checks on the cells the village fills in."""
    column = POSITION["Hasil Verifikasi"]
    sheet.data_validation(
        first,
        column,
        last,
        column,
        {
            "validate": "list",
            "source": list(ANSWERS),
            "input_title": "Hasil Verifikasi",
            "input_message": "Pilih satu dari daftar.",
            "error_title": "Pilihan tidak dikenal",
            "error_message": "Pilih salah satu dari daftar: " + ", ".join(ANSWERS) + ".",
        },
    )
    start = first_day(period)
    shown = date_numbers(start)
    column = POSITION["Tanggal Verifikasi"]
    sheet.data_validation(
        first,
        column,
        last,
        column,
        {
            "validate": "date",
            "criteria": "between",
            "minimum": start,
            "maximum": start + timedelta(days=366),
            "error_title": "Tanggal belum benar",
            "error_message": f"Tulis tanggal sejak {shown}, misalnya {shown}.",
        },
    )
    column = POSITION["NIK di Lapangan"]
    cell = xl_range_abs(first, column, first, column).replace("$", "")
    sheet.data_validation(
        first,
        column,
        last,
        column,
        {
            "validate": "custom",
            "value": f"=AND(LEN({cell})=16,ISNUMBER(--{cell}))",
            "error_type": "warning",
            "error_title": "Periksa NIK",
            "error_message": "NIK terdiri dari 16 angka. Tetap simpan?",
        },
    )

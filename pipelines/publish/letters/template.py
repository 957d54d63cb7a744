"""The prefilled list of next month: a workbook that guides the hand and reads back without loss.

One table with the headers intake knows by name, NIK and KK as text, drop-downs, and a sheet of
instructions. The instructions stand in one column, so that no reader takes them for a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipelines.domain.periods import period_words
from pipelines.domain.submissions import KIND_LABEL
from pipelines.domain.villages import Village
from pipelines.machine.file_names import file_name
from pipelines.office.config import WindowConfig
from pipelines.publish.letters.choices import CHOICES
from pipelines.publish.letters.entry_rules import date_rule, kind_rule, number_rule
from pipelines.publish.letters.listed import FORM_COLUMNS
from pipelines.publish.letters.months import window_words
from pipelines.publish.workbooks import styles as wb
from schemas.codebooks import INDICATORS
from schemas.columns import VOCABULARY

SHEET: Final = "Usulan"
HELP_SHEET: Final = "Petunjuk"
HEADER_ROW: Final = 7
SPARE_ROWS: Final = 500
"""Rows below the prefilled ones that are checked while typing."""
IN_ONE_LINE: Final = 2
"""Choices that need no list of their own. Longer lists stand in cells, which the rules point to:
a list inside a rule is parted by commas, and some choices have one."""
NUMBERS: Final = {"nik": "NIK", "no_kk": "No. KK"}
ASKED: Final = frozenset({"no_kk", "nik", "nama", "jenis_kelamin", "tanggal_lahir",
                          "hubungan_keluarga"})  # fmt: skip
ALWAYS: Final = (
    "no_kk", "nik", "nama", "jenis_kelamin", "tempat_lahir", "tanggal_lahir", "hubungan_keluarga",
    "nama_ibu_kandung", "alamat", "rt", "rw", "dusun", "pekerjaan", "disabilitas", "hamil",
    *INDICATORS, "keterangan",
)  # fmt: skip
WIDTHS: Final = {
    "no_kk": 18.5, "nik": 18.5, "nama": 26.0, "jenis_kelamin": 8.5, "tempat_lahir": 14.0,
    "tanggal_lahir": 12.0, "hubungan_keluarga": 16.0, "nama_ibu_kandung": 20.0, "alamat": 27.0,
    "rt": 5.0, "rw": 5.0, "dusun": 12.0, "pekerjaan": 22.0, "disabilitas": 12.0, "hamil": 8.0,
    "tempat_tinggal": 10.0, "lantai": 17.0, "dinding": 20.0, "jamban": 20.0, "daya_listrik": 12.0,
    "keterangan": 20.0, "nama_ayah": 20.0, "nik_ayah": 18.5, "nik_ibu": 18.5, "pendidikan": 22.0,
}  # fmt: skip
USUAL_WIDTH: Final = 12.5
COLOURS: Final = {"asked": "#0F4C5C", "person": "#4F7480", "household": "#8A5A2B"}

QUESTIONS: Final = {
    "tempat_tinggal": "Apakah keluarga punya tempat tinggal (termasuk menumpang atau menyewa)?",
    "kk_tidak_bekerja": "Apakah kepala keluarga tidak bekerja?",
    "khawatir_pangan": "Pernah khawatir tidak makan, atau pernah tidak makan, setahun terakhir?",
    "pangan_lebih_separuh": "Apakah lebih dari separuh pengeluaran habis untuk makanan?",
    "tidak_beli_pakaian": "Apakah setahun terakhir tidak ada pengeluaran untuk pakaian?",
    "lantai": "Jenis lantai terluas.",
    "dinding": "Jenis dinding terluas.",
    "jamban": "Tempat buang air besar keluarga.",
    "daya_listrik": "Daya listrik rumah dalam VA.",
}


@dataclass(frozen=True)
class Form:
    """A village's list for `period`; `rows` are rows of `listed.listed_rows` of that village."""

    village: Village
    period: str
    window: WindowConfig
    rows: Sequence[Mapping[str, Any]] = ()

    @property
    def file_name(self) -> str:
        """`Templat usulan Tatakan 2026-11.xlsx`."""
        return f"{file_name(f'Templat usulan {self.village.name} {self.period}')}.xlsx"

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The usual columns, then those that this village also fills in."""
        more = [c for c in FORM_COLUMNS if c not in ALWAYS and any(r[c] for r in self.rows)]
        return (*ALWAYS, *more)


def write_form(form: Form, folder: Path) -> Path:
    """Write the form into `folder` under its own name; returns its path."""
    path = folder / form.file_name
    with wb.open_workbook(path, f"Templat usulan {form.village.file_stem}", form.period) as book:
        sheet = book.add_worksheet(SHEET)
        ranges = _write_help(book, form)
        _write_title(book, sheet, form)
        _write_header(book, sheet, form.columns)
        _write_rows(book, sheet, form)
        _draw_lines(book, sheet, form)
        _add_rules(sheet, form, ranges)
        last = HEADER_ROW + max(1, len(form.rows))
        sheet.freeze_panes(HEADER_ROW + 1, form.columns.index("nama") + 1)
        sheet.autofilter(HEADER_ROW, 0, last, len(form.columns) - 1)
        wb.print_on_a4(sheet, HEADER_ROW, f"{form.village.file_stem} · {form.period}")
        sheet.fit_to_pages(2, 0)  # all columns on one page are too small to read
        sheet.repeat_columns(0, form.columns.index("nama"))
        sheet.print_area(0, 0, last, len(form.columns) - 1)
        first_free = HEADER_ROW + 1 + len(form.rows)
        sheet.set_selection(first_free, 0, first_free, 0)
        sheet.activate()
    return path


def _write_title(book: Workbook, sheet: Worksheet, form: Form) -> None:
    """What list this is. The code stands above the name: it is what names the village surely."""
    bold, text = wb.plain(book, bold=True, font_size=11), wb.plain(book)
    small = wb.plain(book, font_color="#44525E")
    sent = wb.style(book, **wb.TO_FILL, num_format="@", text_wrap=False)
    wb.write_text(sheet, 0, 0, "DAFTAR USULAN KELUARGA MISKIN", wb.plain(book, bold=True,
                                                                       font_size=14))  # fmt: skip
    wb.write_text(sheet, 1, 0, f"Kode: {form.village.code}", text)
    wb.write_text(sheet, 2, 0, form.village.heading, bold)
    # Typed with the month's name it is text, which stays as typed whatever Excel's language.
    wb.write_text(sheet, 3, 0, "Tanggal dikirim", text)
    sheet.write_blank(3, 1, None, sent)
    wb.write_text(sheet, 3, 2, "isi sel kuning saat mengirim: tanggal, nama bulan, tahun", small)
    wb.write_text(sheet, 4, 0, KIND_LABEL, text)
    sheet.write_blank(4, 1, None, sent)
    sheet.data_validation(4, 1, 4, 1, kind_rule())
    wb.write_text(sheet, 4, 2, "isi bila bulan ini sudah pernah mengirim: pilih satu", small)
    wb.write_text(sheet, 5, 0, f"Bulan: {period_words(form.period)}", text)
    note = (
        "Satu baris satu orang. Sel merah muda perlu diperbaiki. "
        "Cara mengisi dan artinya tiap pilihan ada di lembar Petunjuk."
    )
    wb.write_text(sheet, 6, 0, note, small)
    sheet.set_row(0, 22)
    sheet.set_row(6, 18)


def _write_header(book: Workbook, sheet: Worksheet, columns: Sequence[str]) -> None:
    """Headers as intake knows them; colour shows which must always be filled in."""
    forms = {
        group: wb.style(
            book, bold=True, font_color="#FFFFFF", bg_color=colour, valign="vcenter", align="center"
        )
        for group, colour in COLOURS.items()
    }
    # Text unless it is a date: what a village types below the prefilled rows must not be rounded.
    as_text = wb.plain(book, num_format="@")
    as_date = wb.plain(book, num_format="dd-mm-yyyy", align="left")
    sheet.set_row(HEADER_ROW, 40)
    for index, name in enumerate(columns):
        form = as_date if name == "tanggal_lahir" else as_text
        sheet.set_column(index, index, WIDTHS.get(name, USUAL_WIDTH), form)
        sheet.write_string(HEADER_ROW, index, VOCABULARY[name].label, forms[_group(name)])


def _group(name: str) -> str:
    if name in INDICATORS:
        return "household"
    return "asked" if name in ASKED else "person"


def _write_rows(book: Workbook, sheet: Worksheet, form: Form) -> None:
    """The prefilled rows; a faulty cell is coloured.

    Cells without text are not written, a third of them all: their column says how they look.
    """

    @cache
    def style(faulty: bool, dated: bool) -> Any:
        properties: dict[str, Any] = {
            "text_wrap": False,
            "num_format": "dd-mm-yyyy" if dated else "@",
        }
        if faulty:
            properties |= {"bg_color": wb.WRONG["bg_color"]}
        if dated:
            properties |= {"align": "left"}
        return wb.style(book, **properties)

    for number, row in enumerate(form.rows, start=HEADER_ROW + 1):
        for index, name in enumerate(form.columns):
            value, dated, faulty = row[name], name == "tanggal_lahir", name in row["faulty"]
            if not (value or faulty):
                continue
            day = _iso_day(value) if dated else None
            if day is None:
                wb.write_text(sheet, number, index, value, style(faulty, dated))
            else:
                sheet.write_datetime(number, index, day, style(faulty, dated))


def _draw_lines(book: Workbook, sheet: Worksheet, form: Form) -> None:
    """Lines around the cells of every row that says something, a dark one above each family.

    They follow what is typed, so that rows which the village adds look like the prefilled ones.
    """
    first, last = HEADER_ROW + 1, HEADER_ROW + len(form.rows) + SPARE_ROWS
    end = len(form.columns) - 1
    kk, alamat = (form.columns.index(name) for name in ("no_kk", "alamat"))

    def cell(row: int, column: int) -> str:
        return str(xl_rowcol_to_cell(row, column, col_abs=True))

    filled = f"COUNTA({cell(first, 0)}:{cell(first, end)})>0"
    another = (
        f"OR({cell(first, kk)}<>{cell(first - 1, kk)},"
        f'AND({cell(first, kk)}="",{cell(first, alamat)}<>{cell(first - 1, alamat)}))'
    )
    for formula, lines in (
        (f"=AND({filled},{another})", wb.BORDERS | {"top_color": wb.INK}),
        (f"={filled}", wb.BORDERS),
    ):
        rule = {"type": "formula", "criteria": formula, "format": book.add_format(lines)}
        sheet.conditional_format(first, 0, last, end, rule)


def _iso_day(value: str | None) -> date | None:
    """The day of an ISO text that Excel can hold as a date (from 1 March 1900), else null."""
    if value is None or len(value) != 10:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day >= date(1900, 3, 1) else None


def _add_rules(sheet: Worksheet, form: Form, ranges: Mapping[str, str]) -> None:
    """Drop-downs and checks for the prefilled rows and the spare rows below them."""
    first, last = HEADER_ROW + 1, HEADER_ROW + len(form.rows) + SPARE_ROWS
    for index, name in enumerate(form.columns):
        label = VOCABULARY[name].label
        if name in NUMBERS:
            rule = number_rule(xl_rowcol_to_cell(first, index), NUMBERS[name])
        elif name == "tanggal_lahir":
            rule = date_rule(form.period)
        elif name in CHOICES:
            rule = {
                "validate": "list",
                "source": ranges.get(name) or list(CHOICES[name].values()),
                "input_title": label[:32],
                "input_message": QUESTIONS.get(name, "Pilih satu dari daftar."),
                "error_title": "Pilihan tidak dikenal",
                "error_message": f"{label}: pilih salah satu dari daftar, atau kosongkan.",
            }
        elif name == "hamil":
            rule = {
                "validate": "list",
                "source": ["Ya", "Tidak"],
                "error_title": "Pilihan tidak dikenal",
                "error_message": "Hamil: pilih Ya atau Tidak, atau kosongkan.",
            }
        else:
            continue
        sheet.data_validation(first, index, last, index, rule)


def _write_help(book: Workbook, form: Form) -> dict[str, str]:
    """The instructions and, below them, the long lists of choices; the range of each list."""
    sheet = book.add_worksheet(HELP_SHEET)
    sheet.set_column(0, 0, 105)
    sheet.hide_gridlines(2)
    title = wb.plain(book, bold=True, font_size=14)
    head = wb.plain(book, bold=True, font_color=COLOURS["asked"], font_size=11)
    text = wb.plain(book, text_wrap=True, font_size=10)
    item = wb.plain(book, indent=1, font_size=10)
    row = 0
    wb.write_text(sheet, row, 0, "Cara mengisi daftar usulan", title)
    sheet.set_row(row, 24)
    for line in _instructions(form):
        row += 1
        wb.write_text(sheet, row, 0, line, text)
        sheet.set_row(row, 14.5 * wb.lines_needed(line, 92) + 3)
    ranges = {}
    row += 1
    for name, choices in CHOICES.items():
        words = list(choices.values())
        row += 1
        wb.write_text(sheet, row, 0, _choice_heading(name, words), head)
        if len(words) <= IN_ONE_LINE:
            continue
        first = row + 1
        for word in words:
            row += 1
            wb.write_text(sheet, row, 0, word, item)
        ranges[name] = f"={HELP_SHEET}!{xl_range_abs(first, 0, row, 0)}"
    sheet.set_portrait()
    sheet.set_paper(wb.A4)
    sheet.fit_to_pages(1, 1)
    return ranges


def _choice_heading(name: str, words: Sequence[str]) -> str:
    """What is asked, and a short list of answers at once.

    No colon: readers take lines of `label : value` for a family's header.
    """
    question = QUESTIONS.get(name, "Pilih satu.")
    answers = f" {' atau '.join(words)}." if len(words) <= IN_ONE_LINE else ""
    return f"{VOCABULARY[name].label} – {question}{answers}"


def _instructions(form: Form) -> list[str]:
    filled = (
        f"Lembar {SHEET} sudah berisi {len(form.rows)} orang dari daftar terakhir. Periksa tiap "
        "baris, hapus yang tidak lagi diusulkan, dan tambahkan yang baru di bawahnya."
        if form.rows
        else f"Belum ada orang di daftar ini. Tulis keluarga yang diusulkan di lembar {SHEET}, "
        "mulai di bawah judul kolom."
    )
    return [
        filled,
        "Satu baris untuk satu orang. Semua anggota keluarga ditulis berurutan, mulai dari kepala "
        "keluarga, dengan No. KK yang sama di tiap baris.",
        "NIK dan No. KK disimpan sebagai teks, sehingga 16 angkanya tidak dibulatkan Excel. "
        "Jangan mengubah format kolomnya. Bila menempel dari berkas lain, pilih tempel nilai saja.",
        "Tanggal lahir ditulis hari-bulan-tahun, misalnya 17-08-1980.",
        "Judul kolom biru tua wajib diisi sedapat mungkin. Judul kolom cokelat tentang keadaan "
        "rumah tangga; cukup diisi pada baris kepala keluarga.",
        "Kolom dengan pilihan diisi dengan memilih dari daftar. Bila belum tahu, kosongkan; jangan "
        "menebak.",
        "Sel merah muda adalah isian lama yang belum benar. Penjelasannya ada di berkas Umpan "
        "balik.",
        f"Bila mengirim lagi di bulan yang sama, pilih {KIND_LABEL} di atas tabel. Pada perbaikan, "
        "cukup tulis orang yang berubah; sel kosong tidak menghapus isian lama. Pilih Pengganti "
        "seluruhnya hanya bila daftar ini sudah lengkap.",
        f"Jangan mengubah judul kolom, judul di atas tabel, dan nama lembar {SHEET}.",
        f"Kirim berkas ini ke Dinas Sosial {window_words(form.window, form.period)}, dengan "
        f"persetujuan {form.village.head}.",
    ]

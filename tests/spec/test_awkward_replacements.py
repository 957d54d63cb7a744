"""Which lists say of themselves that they replace all the village sent before, and which do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pipelines.domain.submissions import KIND_LABEL, KINDS
from pipelines.domain.villages import Village
from pipelines.intake.grid.replacement import says_replacement
from pipelines.intake.reading import Reading, read_content
from pipelines.office.config import WindowConfig
from pipelines.publish.letters.template import HEADER_ROW, Form, write_form

REPLACES = (
    "DAFTAR PENGGANTI USULAN KELUARGA MISKIN",
    "USULAN KELUARGA MISKIN (PENGGANTI)",
    "Daftar ini menggantikan daftar tanggal 3 Oktober 2026",
    "Menggantikan usulan keluarga miskin yang lama",
    "sebagai pengganti daftar yang dikirim kemarin",
    "mengganti seluruh usulan sebelumnya",
    "GANTI TOTAL",
    "data diganti seluruhnya",
    "Daftar lama tidak berlaku lagi",
    "Daftar yang dikirim tanggal 3 Oktober 2026 tidak dipakai lagi",
    "Mohon file sebelumnya diabaikan",
    "abaikan daftar lama",
    "membatalkan usulan terdahulu",
)
REPLACES_NOT = (
    "REVISI",
    "Perbaikan daftar usulan bulan Oktober",
    "DAFTAR TAMBAHAN",
    "Daftar tambahan, bukan pengganti",
    "tidak menggantikan daftar yang lama",
    "USULAN PENGGANTI KPM BPNT",
    "Daftar penerima pengganti",
    "calon pengganti",
    "data pengganti KPM meninggal",
    "pengganti yang meninggal",
    "mengganti nomor 5",
    "mengganti data nomor 5",
    "Pengganti RT 02",
    "ganti nama",
    "mengganti NIK yang salah",
    "surat pengganti KTP",
    "Daftar ini tidak berlaku tanpa tanda tangan",
    "DAFTAR USULAN KELUARGA MISKIN",
)
HEADER = "nik;nama;tanggal_lahir;keterangan"
ROWS = ["6305021203800001;HAMDAN;12-03-1980;", "6305025507820002;RUSDIANA;15-07-1982;"]


def read(lines: list[str], file: str = "usulan.csv", source: str = "usulan-desa") -> Reading:
    return read_content("\n".join(lines).encode(), source, file)


@pytest.mark.parametrize("words", REPLACES)
def test_these_words_mark_a_full_replacement(words: str) -> None:
    assert says_replacement(words)


@pytest.mark.parametrize("words", REPLACES_NOT)
def test_these_words_do_not(words: str) -> None:
    assert not says_replacement(words)


@pytest.mark.parametrize(
    ("lines", "file", "basis"),
    [
        (["DAFTAR PENGGANTI DESA TATAKAN", HEADER, *ROWS], "usulan.csv", "title"),
        ([HEADER, *ROWS, "Catatan: daftar lama tidak berlaku"], "usulan.csv", "note"),
        ([HEADER, *ROWS], "2026-10/usulan-desa/Tatakan_ganti_total.csv", "filename"),
        (["Jenis kiriman: pengganti seluruhnya", HEADER, *ROWS], "usulan.csv", "cell"),
    ],
)
def test_the_mark_is_found_where_villages_write_it(lines: list[str], file: str, basis: str) -> None:
    reading = read(lines, file)
    assert (reading.replaces, reading.replaces_basis) == (True, basis)


def test_what_stands_in_a_persons_row_is_no_mark() -> None:
    row = "6305020101900003;ARSYAD;01-01-1990;daftar pengganti almarhum ayahnya"
    assert read([HEADER, *ROWS, row]).replaces is None


def test_registers_are_never_marked() -> None:
    header = "nomor_surat;tanggal_surat;nik;nama"
    row = "400/1;01-10-2026;6305021203800001;HAMDAN"
    assert read([header, row], "register pengganti.csv", "sktm").replaces is None


def test_the_replaced_lists_date_is_not_the_replacements() -> None:
    titles = ["DAFTAR PENGGANTI", "menggantikan daftar tanggal 3 Oktober 2026"]
    assert read([*titles, HEADER, *ROWS]).list_date is None
    dated = read([*titles, HEADER, *ROWS, ";;;", "Tatakan, 12 Oktober 2026"])
    assert dated.list_date in (None, date(2026, 10, 12))


def test_the_village_is_read_next_to_the_mark() -> None:
    reading = read(["USULAN DESA TATAKAN PENGGANTI DAFTAR LAMA", HEADER, *ROWS])
    assert set(reading.tables["usulan_desa"][0]["title_village"]) == {"TATAKAN"}


@pytest.mark.parametrize(("answer", "replaces"), [*KINDS.items(), (None, None)])
def test_the_forms_own_cell_is_read_back(
    tmp_path: Path, answer: str | None, replaces: bool | None
) -> None:
    village = Village("63.05.02.2001", "Tatakan", "Tapin Selatan", "Kabupaten Tapin")
    path = write_form(Form(village, "2026-11", WindowConfig()), tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["Usulan"]
    (label,) = [
        c for row in sheet.iter_rows(max_row=HEADER_ROW) for c in row if c.value == KIND_LABEL
    ]
    sheet.cell(label.row, label.column + 1).value = answer
    header = {c.value: c.column for c in sheet[HEADER_ROW + 1]}
    sheet.cell(HEADER_ROW + 2, header["Nama"]).value = "HAMDAN"
    sheet.cell(HEADER_ROW + 2, header["NIK"]).value = "6305021203800001"
    book.save(path)
    reading = read_content(path.read_bytes(), "usulan-desa", path.name)
    assert reading.replaces is replaces


def test_a_cells_answer_outdoes_the_words() -> None:
    lines = [
        "DAFTAR PENGGANTI",
        "Jenis kiriman;Tambahan/perbaikan",
        "Bulan: Oktober",
        HEADER,
        *ROWS,
    ]
    assert read(lines).replaces is False

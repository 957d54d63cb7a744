"""A verification workbook that a village filled in and sent back is read as what was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import polars as pl

from pipelines.intake import Intake, read_file

HEADER = 5


def sent_back(published: Path, folder: Path) -> Intake:
    """The list of Tungkap with its first two rows answered, read by intake."""
    book = openpyxl.load_workbook(published / "verification" / "63.05.01.2003 Tungkap.xlsx")
    sheet = book.worksheets[0]
    column = {cell.value: cell.column for cell in sheet[HEADER]}
    for row, answer in ((HEADER + 1, "Layak"), (HEADER + 2, "Tidak Layak")):
        sheet.cell(row, column["Hasil Verifikasi"], answer)
        sheet.cell(row, column["Petugas"], "Petugas Satu")
        sheet.cell(row, column["Tanggal Verifikasi"], date(2026, 10, 21))
    sheet.cell(HEADER + 1, column["NIK di Lapangan"], "6305014101800009")
    path = folder / "balasan.xlsx"
    book.save(path)
    return read_file(path, "verifikasi")


def test_the_answers_come_back_with_their_findings(published: Path, tmp_path: Path) -> None:
    intake = sent_back(published, tmp_path)
    assert intake.files["status"].to_list() == ["read"]
    replies = intake.tables["verifikasi"].sort("row")
    assert replies["row"].to_list() == [6, 7, 8]
    assert replies["id_temuan"].to_list() == ["f01", "f02", "f03"]
    assert replies["hasil_verifikasi"].to_list() == ["Layak", "Tidak Layak", None]
    assert replies["tanggal_verifikasi"].to_list() == ["2026-10-21", "2026-10-21", None]
    assert replies["nik"].to_list()[0] == "6305014101800001"
    assert replies["nik_lapangan"].to_list() == ["6305014101800009", None, None]


def test_the_berita_acara_is_no_data(published: Path, tmp_path: Path) -> None:
    intake = sent_back(published, tmp_path)
    below = intake.not_data.filter(pl.col("row") > 8)
    assert below.height > 5
    assert intake.files["rows_read"].to_list() == [3 + intake.not_data.height]


def test_the_village_is_known_from_the_title(published: Path, tmp_path: Path) -> None:
    replies = sent_back(published, tmp_path).tables["verifikasi"]
    assert set(replies["title_village"].str.to_uppercase()) == {"TUNGKAP"}

"""File formats: text of every kind, old and open workbooks, Parquet, and files that are refused."""

from __future__ import annotations

from io import BytesIO

import polars as pl
import pytest
import xlwt

from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.files.refusals import MESSAGES
from tests.support.intake_files import FAMILIES, HEADER, ods, people, read, text, workbook

NAMES = [row[3] for row in FAMILIES]


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_with_any_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    rows = [HEADER, *FAMILIES[:5], [*FAMILIES[5][:3], "RUSNÉ", *FAMILIES[5][4:]]]
    frame = people(read(text(rows, delimiter, encoding)))
    assert frame["nama"].to_list() == [*NAMES[:5], "RUSNÉ"]
    assert frame["row"].to_list() == [2, 3, 4, 5, 6, 7]


def test_the_row_of_a_record_is_the_line_on_which_it_starts() -> None:
    content = b'NIK,Nama,Alamat\n6305020108800001,RAMLI,"JL A\nRT 2"\n6305024203820002,SITI,JL B\n'
    frame = people(read(content))
    assert frame["row"].to_list() == [2, 4]
    assert frame["alamat"].to_list() == ["JL A\nRT 2", "JL B"]


def test_a_stray_quotation_mark_does_not_swallow_the_lines_below() -> None:
    lines = ["NIK|Nama|Alamat"] + [f'63050201088000{i:02d}|"BUDI {i}|JL {i}' for i in range(1, 9)]
    frame = people(read("\n".join(lines).encode()))
    assert frame["row"].to_list() == list(range(2, 10))
    assert frame["alamat"].to_list()[-1] == "JL 8"


def test_malformed_lines_are_laid_along_the_columns_they_fit() -> None:
    header = ["nomor_induk_kependudukan", "nama", "alamat", "tanggal_lahir", "nomor_kartu_keluarga"]
    rows = [[r[2], r[3], f"{r[6]} GOTONG ROYONG", r[5], r[1]] for r in FAMILIES]
    rows[1] = [rows[1][0], rows[1][1], "JL A", "RT 2", rows[1][3], rows[1][4]]
    rows[4] = [rows[4][0], rows[4][1], rows[4][3], rows[4][4]]
    frame = people(read(text([header, *rows], "|"), "dtsen"), "dtsen_anggota")
    assert frame["no_kk"].to_list() == [r[1] for r in FAMILIES]
    assert frame["tanggal_lahir"].to_list() == [r[5] for r in FAMILIES]
    assert frame["alamat"].to_list() == [
        *["JL A GOTONG ROYONG", "JL A|RT 2", "JL A GOTONG ROYONG", "JL B GOTONG ROYONG", None],
        "JL C GOTONG ROYONG",
    ]


def test_dtsen_families_and_members_are_told_apart_by_their_columns() -> None:
    header = ["nomor_kartu_keluarga", "nama_kepala_keluarga", "desil_nasional", "fasilitas_bab"]
    reading = read(text([header, [FAMILIES[0][1], "RAMLI", 3, 1]], "|"), "dtsen")
    assert set(reading.tables) == {"dtsen_keluarga"}
    assert people(reading, "dtsen_keluarga").row(0, named=True)["jamban"] == "1"


def test_dtks_people_and_households_are_told_apart_by_their_columns() -> None:
    ruta = read(
        text([["IDBDT", "KDPROP", "Nama_KRT", "Lantai"], ["6305000000100", 63, "X", 6]], ","),
        "dtks",
    )
    assert set(ruta.tables) == {"dtks_ruta"}
    art = read(
        text(
            [
                ["IDBDT", "IDARTBDT", "Nama", "NIK", "NoKK", "Hub_KRT"],
                ["6305000000100", "63050000001001", "RAMLI", FAMILIES[0][2], FAMILIES[0][1], 1],
            ],
            ",",
        ),
        "dtks",
    )
    assert set(art.tables) == {"dtks_art"}


def test_long_bdt_headers_with_a_row_of_column_numbers_are_read() -> None:
    header = [
        "ID rumah tangga (2)",
        "Kode Desa/Kelurahan (10)",
        "Nama KRT (13)",
        "Nama ART (80)",
        "NIK (81)",
        "HubKRT (82)",
        "jenis kelamin (85)",
    ]
    kolom = ["KOLOM 2", "KOLOM 10", "KOLOM 13", "KOLOM 80", "KOLOM 81", "KOLOM 82", "KOLOM 85"]
    row = ["6305000000100", "001", "RAMLI", "SITI", FAMILIES[1][2], "2", "2"]
    reading = read(workbook({"BDT": [header, kolom, row]}), "dtks")
    frame = people(reading, "dtks_art")
    assert frame.height == 1
    assert frame.select("idbdt", "kddesa", "nama_kepala", "nama", "hubungan_keluarga").row(0) == (
        "6305000000100",
        "001",
        "RAMLI",
        "SITI",
        "2",
    )


def test_open_document_spreadsheets_are_read() -> None:
    frame = people(read(ods([["DESA TATAKAN"], HEADER, *FAMILIES])))
    assert frame["nama"].to_list() == NAMES
    assert frame["row"].to_list() == [3, 4, 5, 6, 7, 8]


def test_old_excel_files_are_read_whatever_they_are_called() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    rows: list[list[object]] = [[*HEADER], *FAMILIES]
    for r, row in enumerate(rows, start=3):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    memory = BytesIO()
    book.save(memory)
    frame = people(read(memory.getvalue(), file="data.xlsx"))
    assert frame["nama"].to_list() == NAMES
    assert frame["row"].to_list() == [5, 6, 7, 8, 9, 10]


def test_parquet_rows_count_from_one() -> None:
    memory = BytesIO()
    pl.DataFrame([row[2:] for row in FAMILIES], schema=HEADER[2:], orient="row").write_parquet(
        memory
    )
    frame = people(read(memory.getvalue()))
    assert frame["row"].to_list() == [1, 2, 3, 4, 5, 6]
    assert frame["nama"].to_list() == NAMES


def test_a_sheet_that_starts_in_the_middle_keeps_its_row_numbers() -> None:
    rows = [[], [], [None, None, *HEADER], *[[None, None, *row] for row in FAMILIES]]
    assert people(read(workbook({"S": rows})))["row"].to_list() == [4, 5, 6, 7, 8, 9]


BROKEN = workbook({"S": [HEADER, *FAMILIES]})[:2000]
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"%PDF-1.4 etc", "pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "image"),
        (BROKEN, "broken"),
        (LOCKED, "encrypted"),
        (b"\x00\x01\x02binary", "not_a_table"),
        (b"<html><table><tr><td>NIK</td></tr></table></html>", "web_page"),
        (workbook({"S": []}), "empty"),
        (b"hanya sebaris kalimat biasa", "no_key_columns"),
        (("x," * 9000).encode(), "too_large"),
    ],
)
def test_files_that_are_no_table_are_refused_with_a_reason(content: bytes, code: str) -> None:
    with pytest.raises(RefusedFile) as refusal:
        read(content)
    assert refusal.value.code == code
    assert MESSAGES[code]

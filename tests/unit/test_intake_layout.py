"""Tables on a sheet: headers of every shape, several tables and sheets, rows that are not data."""

from __future__ import annotations

import pytest

from pipelines.intake.files.grids import RefusedFile
from tests.support.intake_files import FAMILIES, HEADER, aside, people, read, workbook

NAMES = [row[3] for row in FAMILIES]


def test_titles_stand_above_a_header_on_row_twelve() -> None:
    titles = [["DAFTAR KELUARGA MISKIN"], ["DESA SUATO LAMA KECAMATAN TAPIN SELATAN"]]
    rows = [*titles, *[[]] * 9, HEADER, *FAMILIES]
    reading = read(workbook({"Sheet1": rows}))
    frame = people(reading)
    assert frame["row"].to_list() == [13, 14, 15, 16, 17, 18]
    assert frame["title_village"].unique().to_list() == ["SUATO LAMA"]
    assert frame["title_district"].unique().to_list() == ["TAPIN SELATAN"]
    assert aside(reading) == {}


def test_a_header_with_typing_errors_in_any_order_and_case_is_understood() -> None:
    header = ["NAMMA LENGKAP", "nomor kartu keluargaa", "N.I.K", "TGL. LAHR", "Jenis  Kelamim"]
    rows = [["RAMLI", "6305020101120001", "6305020108800001", "01-08-1980", "L"]] * 2
    frame = people(read(workbook({"Sheet1": [header, *rows]})))
    assert frame["nama"][0] == "RAMLI"
    assert frame["no_kk"][0] == "6305020101120001"
    assert frame["tanggal_lahir"][0] == "01-08-1980"
    assert frame["jenis_kelamin"][0] == "L"


def test_a_header_over_two_rows_takes_the_group_title_into_account() -> None:
    rows = [
        ["No", "Nama", "LAHIR", None, "NAMA ORANG TUA", None, "NOMOR", None],
        [None, None, "Tempat", "Tanggal", "Ibu", "Ayah", "KK", "NIK"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [1, "RAMLI", "RANTAU", "01-08-1980", "IDAH", "UDIN", *reversed(_numbers())],
    ]
    reading = read(workbook({"S": rows}, {"S": [(1, 3, 1, 4), (1, 5, 1, 6), (1, 7, 1, 8)]}))
    frame = people(reading)
    assert frame.select("tempat_lahir", "tanggal_lahir", "nama_ibu_kandung", "nama_ayah").row(
        0
    ) == (
        "RANTAU",
        "01-08-1980",
        "IDAH",
        "UDIN",
    )
    assert frame.select("nik", "no_kk").row(0) == _numbers()
    assert aside(reading) == {("S", 3): "numbering"}


def _numbers() -> tuple[str, str]:
    return "6305020108800001", "6305020101120001"


def test_a_header_repeated_in_the_middle_is_no_data() -> None:
    rows = [HEADER, *FAMILIES[:3], HEADER, *FAMILIES[3:]]
    reading = read(workbook({"Sheet1": rows}))
    assert people(reading)["nama"].to_list() == NAMES
    assert aside(reading) == {("Sheet1", 5): "header"}


def test_totals_notes_and_signatures_in_odd_columns_are_no_data() -> None:
    rows = [
        HEADER,
        *FAMILIES,
        [None, None, None, "JUMLAH", 6, None, None],
        [None, None, None, None, None, "TOTAL KK", 3],
        ["Keterangan: hasil musyawarah desa"],
        [None, None, None, None, None, "Tatakan, 5 Agustus 2026"],
        [None, "Mengetahui", None, None, None, "Petugas"],
        [None, "Kepala Desa Tatakan"],
        [None, "( ........................ )", None, None, None, "AHMAD FAUZI"],
        [None, None, None, None, None, "NIP. 19800101 200501 1 001"],
    ]
    reading = read(workbook({"Sheet1": rows}))
    assert people(reading)["nama"].to_list() == NAMES
    assert list(aside(reading).values()) == ["total"] * 2 + ["note"] + ["signature"] * 5


def test_sparse_rows_of_people_are_data() -> None:
    rows = [
        HEADER,
        *FAMILIES,
        [None, None, None, "JUMAIDAH", None, "31-12-1950", None],
        [7, None, None, "TOTO", None, None, "RT 2"],
        [8, None, "6305020108800077", None, None, None, None],
        [9, None, None, "KETUT", "ANAK", None, None],
        [10, None, None, "SUMBER", None, None, None],
        ["JUMLAH", 11],
    ]
    reading = read(workbook({"Sheet1": rows}))
    assert people(reading)["row"].to_list() == list(range(2, 13))
    assert aside(reading) == {("Sheet1", 13): "total"}


def test_nothing_below_the_end_mark_is_data() -> None:
    rows = [HEADER, *FAMILIES[:2], ["###"], *FAMILIES[2:]]
    reading = read(workbook({"Sheet1": rows}))
    assert people(reading).height == 2
    assert set(aside(reading).values()) == {"end_mark"}
    assert len(aside(reading)) == 5


def test_two_tables_on_a_sheet_are_both_read_with_their_own_columns() -> None:
    other = ["NIK", "Nama Lengkap", "Nomor KK", "Tanggal Lahir"]
    lower = [[r[2], r[3], r[1], r[5]] for r in FAMILIES[3:]]
    rows = [HEADER, *FAMILIES[:3], [], ["DUSUN 2"], other, *lower]
    reading = read(workbook({"Sheet1": rows}))
    assert people(reading)["nama"].to_list() == NAMES
    assert people(reading)["nik"].to_list() == [r[2] for r in FAMILIES]
    assert people(reading)["row"].to_list() == [2, 3, 4, 8, 9, 10]
    assert aside(reading) == {("Sheet1", 6): "note", ("Sheet1", 7): "header"}


def test_a_recap_below_the_list_is_no_data() -> None:
    recap = [["RT", "Jumlah KK", "Jumlah Jiwa"], ["RT 01", 2, 5], ["RT 02", 1, 1]]
    reading = read(workbook({"Sheet1": [HEADER, *FAMILIES, [], *recap]}))
    assert people(reading).height == 6
    assert set(aside(reading).values()) == {"recap_sheet"}


def test_hidden_sheets_are_read_and_recap_sheets_set_aside() -> None:
    sheets = {
        "REKAP": [["REKAP DESA TATAKAN"], ["RT", "Jumlah KK"], ["RT 01", 3]],
        "RT 01": [HEADER, *FAMILIES[:3]],
        "RT 02": [HEADER, *FAMILIES[3:]],
    }
    reading = read(workbook(sheets, hidden=["RT 02"]))
    assert people(reading)["nama"].to_list() == NAMES
    assert people(reading)["title_village"].unique().to_list() == ["TATAKAN"]
    assert aside(reading) == {("REKAP", 3): "recap_sheet"}


def test_a_sheet_that_lost_its_header_is_read_like_its_neighbour() -> None:
    reading = read(workbook({"RT 01": [HEADER, *FAMILIES[:3]], "RT 02": FAMILIES[3:]}))
    assert people(reading)["nama"].to_list() == NAMES
    assert people(reading)["alamat"].to_list()[-1] == "JL C"


def test_columns_of_something_else_are_refused() -> None:
    with pytest.raises(RefusedFile, match="no_key_columns"):
        read(workbook({"Sheet1": [["Kegiatan", "Pagu"], ["Rapat", 1000], ["ATK", 500]]}))


def test_a_header_without_any_row_is_refused_as_empty() -> None:
    with pytest.raises(RefusedFile, match="empty"):
        read(workbook({"Sheet1": [["USULAN DESA"], HEADER]}))


def test_village_titles_between_the_rows_name_the_rows_below() -> None:
    rows = [HEADER, ["DESA TATAKAN"], *FAMILIES[:3], ["DESA PANDAHAN"], *FAMILIES[3:]]
    frame = people(read(workbook({"Sheet1": rows})))
    assert frame["title_village"].to_list() == ["TATAKAN"] * 3 + ["PANDAHAN"] * 3


def test_place_and_date_of_birth_in_one_cell_and_rt_rw_in_one_cell_are_taken_apart() -> None:
    header = ["NIK", "Nama", "Tempat, Tgl Lahir", "RT/RW"]
    rows = [
        ["6305020108800001", "RAMLI", "Rantau, 01-08-1980", "002/001"],
        ["6305024203820002", "SITI", "Tapin / 2 Maret 1982", "2/1"],
        ["6305021104050003", "AGUS", "11-04-2005", None],
    ]
    frame = people(read(workbook({"Sheet1": [header, *rows]})))
    assert frame["tempat_lahir"].to_list() == ["Rantau", "Tapin", ""] or frame[
        "tempat_lahir"
    ].to_list() == ["Rantau", "Tapin", None]
    assert frame["tanggal_lahir"].to_list() == ["01-08-1980", "2 Maret 1982", "11-04-2005"]
    assert frame["rt"].to_list() == ["002", "2", None]
    assert frame["rw"].to_list() == ["001", "1", None]


def test_a_sparse_row_with_place_and_date_of_birth_is_no_signature() -> None:
    header = ["No", "Nama", "Tempat, Tgl Lahir", "NIK"]
    rows = [
        [1, "RAMLI", "Rantau, 01-08-1980", "6305020108800001"],
        [2, "SITI", "Rantau, 2 Maret 1982", None],
        [None, "CAMATI", "Rantau, 02-03-1983", None],
        [3, "LURAHMAN", None, None],
        [None, None, None, "Rantau, 5 Agustus 2026"],
        [None, None, None, "Lurah Rantau Kiwa"],
        [None, None, None, "DRS. H. SALEH"],
    ]
    reading = read(workbook({"Sheet1": [header, *rows]}))
    assert people(reading)["row"].to_list() == [2, 3, 4, 5]
    assert list(aside(reading).values()) == ["signature"] * 3


def test_a_village_list_in_siak_columns_is_read() -> None:
    header = ["Nomor KK", "NIK", "Nama Penduduk", "Status", "Tempat Lahir", "Tanggal Lahir",
              "Kelamin", "NIK Ayah", "Ayah", "NIK Ibu", "Ibu", "SHDK", "Desa/Kel", "RW", "RT",
              "Petugas Registrasi"]  # fmt: skip
    row = ["6305020101120001", "6305020108800001", "RAMLI", "HIDUP", "RANTAU", "01-08-1980",
           "LAKI-LAKI", "6305020107500001", "UDIN", None, "IDAH", "KEPALA KELUARGA", "TATAKAN",
           "001", "002", "ANI"]  # fmt: skip
    reading = read(workbook({"Data": [header, row, row]}))
    frame = people(reading)
    assert reading.layout == "siak"
    found = frame.row(0, named=True)
    assert (found["nama_ibu_kandung"], found["nama_ayah"]) == ("IDAH", "UDIN")
    assert (found["nik_ayah"], found["nik"]) == ("6305020107500001", "6305020108800001")
    assert (found["status"], found["desa"]) == ("HIDUP", "TATAKAN")


def test_a_reply_workbook_is_read_between_its_instructions_and_its_berita_acara() -> None:
    header = ["No", "ID Temuan", "NIK", "No. KK", "Nama", "Alamat", "Hasil Verifikasi", "Catatan",
              "Petugas", "Tanggal Verifikasi"]  # fmt: skip
    rows = [
        ["LEMBAR VERIFIKASI"], ["Desa : TATAKAN   Kecamatan : TAPIN SELATAN   Periode 2026-09"],
        ["Petunjuk: isi kolom Hasil Verifikasi, Catatan, Petugas dan Tanggal Verifikasi."],
        header,
        [1, "a1b2c3d4e5f6", "6305020108800001", "6305020101120001", "RAMLI", "JL A", "Layak",
         None, "ANI", "2026-09-05"],
        [2, "b1b2c3d4e5f6", None, None, "SITI", "JL B", None, None, None, None],
        [], ["BERITA ACARA"], ["Jumlah ditemukan", None, None, 2],
        ["Kepala Desa Tatakan", None, None, None, None, "Petugas"], ["(...............)"],
    ]  # fmt: skip
    reading = read(workbook({"Verifikasi": rows}), "verifikasi")
    frame = people(reading, "verifikasi")
    assert reading.layout == "reply"
    assert frame["id_temuan"].to_list() == ["a1b2c3d4e5f6", "b1b2c3d4e5f6"]
    assert frame["title_village"].unique().to_list() == ["TATAKAN"]
    assert set(aside(reading).values()) == {"note", "total", "signature"}


def test_rows_of_a_half_without_names_go_by_that_half_of_the_sheet() -> None:
    left = ["No", "Nama Lengkap", "NIK", None, "JK", "SHDK", "Nama Orang Tua", None]
    right = ["No", "Orang", "NIK", None, "JK", "SHDK", "Nama Orang Tua", None]
    below = [None, None, None, "Tgl Lahir", None, None, "Ibu", "Ayah"]
    people_beside = [
        [no, "RAMLI", "6305020108800001", "01-08-1980", "L", "ANAK", "IDAH", "UDIN"] * 2
        for no in (1, 2)
    ]
    total = [None, "JUMLAH", 2, None, None, None, None, None] * 2
    reading = read(workbook({"RT 1": [left + right, below * 2, *people_beside, total]}))
    assert people(reading)["row"].to_list() == [3, 4]
    half = "RT 1 (kolom I-P)"
    assert aside(reading) == {
        ("RT 1", 5): "total",
        **{(half, row): "recap_sheet" for row in (2, 3, 4, 5)},
    }

"""Columns known by their content: the NIK whatever it is called, swapped numbers, no header."""

from __future__ import annotations

import pytest

from pipelines.intake.files.grids import RefusedFile
from tests.support.intake_files import FAMILIES, HEADER, people, read, text, workbook

NIKS = [row[2] for row in FAMILIES]
KKS = [row[1] for row in FAMILIES]


@pytest.mark.parametrize("called", ["Kode", "Nomor Identitas Anggota", "X", "No. Rekening"])
def test_a_column_of_niks_is_the_nik_whatever_it_is_called(called: str) -> None:
    header = [called if name == "NIK" else name for name in HEADER]
    reading = read(workbook({"Sheet1": [header, *FAMILIES]}))
    assert people(reading)["nik"].to_list() == NIKS
    assert people(reading)["no_kk"].to_list() == KKS


def test_swapped_nik_and_kk_columns_are_exchanged_and_said_so() -> None:
    header = ["No", "NIK", "No. KK", *HEADER[3:]]
    reading = read(workbook({"Sheet1": [header, *FAMILIES]}))
    assert people(reading)["nik"].to_list() == NIKS
    assert people(reading)["no_kk"].to_list() == KKS
    assert reading.columns[0].filter(basis="swapped")["canonical"].sort().to_list() == [
        "nik",
        "no_kk",
    ]


def test_right_nik_and_kk_columns_are_left_alone() -> None:
    reading = read(workbook({"Sheet1": [HEADER, *FAMILIES]}))
    assert reading.columns[0].filter(basis="swapped").is_empty()


def test_single_men_with_a_kk_each_are_not_taken_for_swapped() -> None:
    rows = [
        [i, f"63050201011{i:05d}", f"6305020{i}0880000{i}", f"BUDI {i}", "KK", f"0{i}-08-1980", "A"]
        for i in range(1, 9)
    ]
    reading = read(workbook({"Sheet1": [HEADER, *rows]}))
    assert people(reading)["nik"].to_list() == [row[2] for row in rows]


def test_text_without_header_is_read_by_content() -> None:
    rows = [[r[3], r[2], r[1], r[5], "L", "6305022001"] for r in FAMILIES]
    frame = people(read(text(rows, "|")))
    assert frame["nama"].to_list() == [r[3] for r in FAMILIES]
    assert frame["nik"].to_list() == NIKS
    assert frame["no_kk"].to_list() == KKS
    assert frame["tanggal_lahir"].to_list() == [r[5] for r in FAMILIES]
    assert frame["row"].to_list() == [1, 2, 3, 4, 5, 6]


def test_numbers_without_names_and_header_are_refused() -> None:
    with pytest.raises(RefusedFile, match="no_key_columns"):
        read(text([[r[2], r[1]] for r in FAMILIES], "|"))


def test_a_nik_typed_as_a_number_is_marked() -> None:
    rows = [[1, "6305020101120001", 6305020108800001, "RAMLI", "KK", "01-08-1980", "A"]]
    frame = people(read(workbook({"Sheet1": [HEADER, *rows]})))
    assert frame["nik"][0] == "6305020108800001"
    assert "nik" in frame["numeric_cells"][0].to_list()
    assert "no_kk" not in frame["numeric_cells"][0].to_list()

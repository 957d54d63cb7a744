"""koreksi.toml: known faults in cells are mended, noted on their rows, and reported when gone."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from pipelines.errors import ConfigError
from pipelines.office.corrections import Corrections, load_corrections
from pipelines.standardize import standardize
from pipelines.standardize.corrected_cells import forgotten
from schemas.base import empty
from schemas.raw import NotData
from tests.support.standardize_world import CONFIG, PERIOD, RawWorld, codes_of, person_on, raw

RAMLI = {"nama": "RAMLI", "nik": "6305021708800001", "no_kk": "6305020101120011",
         "tanggal_lahir": "17-08-1980", "desa": "TATAKN", "kecamatan": "TAPIN SELATAN"}  # fmt: skip
SITI = RAMLI | {"nama": "SITI", "nik": "6305024203820002", "tanggal_lahir": "02-03-1982",
                "desa": "BINUANG", "kecamatan": "BINUANG"}  # fmt: skip
WHO = ['reason = "salah cetak"', 'owner = "Ibu Rahma"', "since = 2026-03-01"]


def entered(folder: Path, *entries: list[str]) -> Corrections:
    file = folder / "koreksi.toml"
    lines = [line for entry in entries for line in ["[[koreksi]]", *entry]]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load_corrections(file)


def desa(*more: str) -> list[str]:
    return ['source = "usulan-desa"', 'column = "desa"', *more, *WHO]


def run(frame: pl.DataFrame, corrections: Corrections) -> dict[str, pl.DataFrame]:
    world = RawWorld({"usulan_desa": frame}, empty(NotData))
    return standardize(world, CONFIG, PERIOD, corrections)


def test_the_cell_is_mended_and_its_row_says_so(tmp_path: Path) -> None:
    frame = raw("usulan_desa", RAMLI, SITI)
    core = run(frame, entered(tmp_path, desa('expect = "TATAKN"', 'value = "TATAKAN"')))
    villages = dict(core["record"].select("row", "village_code").rows())
    assert villages == {2: "63.05.02.2001", 3: "63.05.01.1001"}
    assert "corrected_by_office" in codes_of(core, 2)
    assert "corrected_by_office" not in codes_of(core, 3)
    assert frame["desa"].to_list() == ["TATAKN", "BINUANG"]


def test_a_row_keeps_its_id_whether_it_is_mended_or_not(tmp_path: Path) -> None:
    frame = raw("usulan_desa", RAMLI, RAMLI | {"desa": "TATAKAN"})
    mended = run(frame, entered(tmp_path, desa('expect = "TATAKN"', 'value = "TATAKAN"')))["record"]
    plain = run(frame, Corrections(koreksi=[]))["record"]
    assert mended["record_id"].to_list() == plain["record_id"].to_list()
    assert mended["outcome"].to_list() == ["accepted", "accepted"]


def test_a_pattern_keeps_the_parts_it_names(tmp_path: Path) -> None:
    entry = ['source = "usulan-desa"', 'column = "nik"', "pattern = '9(\\d{15})'",
             "value = '6$1'", *WHO]  # fmt: skip
    core = run(raw("usulan_desa", RAMLI | {"nik": "9305021708800001"}), entered(tmp_path, entry))
    assert person_on(core, 2)["nik"] == "6305021708800001"


def test_a_pattern_must_fit_the_whole_cell(tmp_path: Path) -> None:
    entry = desa("pattern = 'TATA'", 'value = "BINUANG"')
    core = run(raw("usulan_desa", RAMLI), entered(tmp_path, entry))
    assert core["correction"]["rows_found"].to_list() == [0]


def test_a_cell_can_be_emptied_and_a_blank_one_filled(tmp_path: Path) -> None:
    empty_kk = ['source = "usulan-desa"', 'column = "no_kk"', 'expect = "6305020101120011"',
                'action = "kosongkan"', *WHO]  # fmt: skip
    village = desa('expect = ""', 'value = "TATAKAN"')
    core = run(raw("usulan_desa", RAMLI | {"desa": None}), entered(tmp_path, empty_kk, village))
    assert person_on(core, 2)["kk"] is None
    assert core["record"]["village_code"].to_list() == ["63.05.02.2001"]


def test_a_mended_number_is_no_longer_one_that_excel_rounded(tmp_path: Path) -> None:
    entry = ['source = "usulan-desa"', 'column = "nik"', 'expect = "6305021708800000"',
             'value = "6305021708800001"', *WHO]  # fmt: skip
    rows = [RAMLI | {"nik": "6305021708800000", "numeric_cells": ["nik", "no_kk"]}]
    core = run(raw("usulan_desa", *rows), entered(tmp_path, entry))
    assert person_on(core, 2)["nik_status"] == "ok"


def test_of_two_corrections_of_a_cell_the_first_counts_and_both_found_it(tmp_path: Path) -> None:
    first = desa('expect = "TATAKN"', 'value = "TATAKAN"')
    second = desa("pattern = 'TATA.*'", 'value = "BINUANG"')
    core = run(raw("usulan_desa", RAMLI), entered(tmp_path, first, second))
    assert core["record"]["village_code"].to_list() == ["63.05.02.2001"]
    assert core["correction"]["rows_found"].to_list() == [1, 1]


@pytest.mark.parametrize(
    ("limit", "rows"),
    [
        ('file = "usulan_desa.xlsx"', {2, 3}),
        ('file = "*/usulan-desa/*.XLSX"', {2, 3}),
        ('file = "lain*"', set()),
        ('village = "63.05.01.1001"', {3}),
        ('first_period = "2026-10"', {2, 3}),
        ('first_period = "2026-11"', set()),
        ('last_period = "2026-09"', set()),
    ],
)
def test_a_correction_holds_only_where_it_says(tmp_path: Path, limit: str, rows: set[int]) -> None:
    entry = ['source = "usulan-desa"', 'column = "no_kk"', "pattern = '63.*'",
             'action = "kosongkan"', limit, *WHO]  # fmt: skip
    core = run(raw("usulan_desa", RAMLI | {"desa": "TATAKAN"}, SITI), entered(tmp_path, entry))
    assert {row for row in (2, 3) if "corrected_by_office" in codes_of(core, row)} == rows


def test_a_fault_that_is_gone_is_reported_with_reason_and_owner(tmp_path: Path) -> None:
    gone = desa('expect = "TATAKN"', 'value = "TATAKAN"')
    there = desa('expect = "BINUANG"', 'value = "BINUANG"')
    core = run(raw("usulan_desa", SITI), entered(tmp_path, gone, there))
    ((code, source, message),) = forgotten(core["correction"])
    assert (code, source) == ("correction_not_needed", "usulan-desa")
    assert "salah cetak" in message and "Ibu Rahma" in message
    assert "hapus koreksinya" in message


def test_a_source_that_did_not_come_says_nothing_of_its_faults(tmp_path: Path) -> None:
    elsewhere = ['source = "dtks"', 'column = "nama"', 'expect = "X"', 'value = "Y"', *WHO]
    later = desa('expect = "X"', 'value = "Y"', 'first_period = "2027-01"')
    village = desa('expect = "X"', 'value = "Y"', 'village = "63.05.02.2001"')
    core = run(raw("usulan_desa", SITI), entered(tmp_path, elsewhere, later, village))
    assert forgotten(core["correction"]) == []


def test_a_file_pattern_that_matches_no_file_is_reported(tmp_path: Path) -> None:
    entry = desa('expect = "X"', 'value = "Y"', 'file = "Usuln*"')
    core = run(raw("usulan_desa", SITI), entered(tmp_path, entry))
    ((code, _, message),) = forgotten(core["correction"])
    assert code == "correction_without_file"
    assert "Usuln*" in message


def test_no_file_means_no_corrections(tmp_path: Path) -> None:
    assert load_corrections(tmp_path / "koreksi.toml").koreksi == []
    assert load_corrections(tmp_path / "koreksi.toml").version is None


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (desa('expect = "X"'), "value"),
        (desa('value = "X"'), "expect"),
        (desa('expect = "X"', "pattern = 'Y'", 'value = "Z"'), "salah satu"),
        (desa("pattern = '('", 'value = "Z"'), "pola"),
        (desa('expect = "X"', 'action = "hapus"'), "kosongkan"),
        (desa('expect = "X"', 'value = "Z"', 'village = "99"'), "desa '99' tidak dikenal"),
        (desa('expect = "X"', 'value = "Z"', 'first_period = "2026"'), "2026-10"),
        (['source = "usulan-desa"', 'column = "nikk"', 'expect = "X"', 'value = "Y"', *WHO],
         "mungkin maksudnya 'nik'"),
        (['source = "usulan"', 'column = "nik"', 'expect = "X"', 'value = "Y"', *WHO], "source"),
        (['source = "dtks"', 'column = "nik"', 'expect = "X"', 'value = "Y"'], "wajib diisi"),
        (desa('expect = "X"', 'valu = "Y"'), "mungkin maksudnya 'value'"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_an_error_that_names_it(
    tmp_path: Path, entry: list[str], message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        entered(tmp_path, entry)
    assert message in str(caught.value)
    assert caught.value.exit_code == 2
    assert "koreksi.toml baris" in str(caught.value)

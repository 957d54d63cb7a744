"""Addresses, and the villages of the regency by code, name and older spelling."""

from __future__ import annotations

import pytest

from pipelines.domain.regions import load_regions
from pipelines.errors import ConfigError
from pipelines.standardize.addresses import read_address, read_rt

TAPIN = load_regions("63.05")


@pytest.mark.parametrize(
    ("typed", "street", "house", "rt", "rw"),
    [
        ("JL. IRIGASI RT 1 RW 1", "IRIGASI", None, "1", "1"),
        ("Melati RT.1", "MELATI", None, "1", None),
        ("RT 001", None, None, "1", None),
        ("JL GOTONG ROYONG NO 31 RT 2", "GOTONG ROIONG", "31", "2", None),
        ("Jl. Merdeka No.12A RT.003/002", "MERDEKA", "12", "3", "2"),
        ("RT/RW 001/002", None, None, "1", "2"),
        ("BINUANG RT 3", "BINUANG", None, "3", None),
    ],
)
def test_an_address_falls_into_street_house_rt_and_rw(
    typed: str, street: str | None, house: str | None, rt: str | None, rw: str | None
) -> None:
    assert read_address(typed)[:4] == (street, house, rt, rw)


def test_an_rt_cell_may_hold_rt_and_rw_at_once() -> None:
    assert read_rt("001/002") == ("1", "2")
    assert read_rt("RT 03") == ("3", None)
    assert read_rt("000") == (None, None)


@pytest.mark.parametrize(
    ("typed", "code", "basis"),
    [
        ("6305011001", "63.05.01.1001", "code"),
        ("63.05.02.1004", "63.05.02.1004", "code"),
        ("6305010001", "63.05.01.1001", "bps_code"),
    ],
)
def test_a_village_is_known_by_its_code(typed: str, code: str, basis: str) -> None:
    found = TAPIN.village_by_code(typed)
    assert found is not None
    assert (found.code, found.basis) == (code, basis)


def test_the_list_of_a_district_piece_decides_its_meaning() -> None:
    kemendagri = TAPIN.village_by_pieces("01", "1001", bps=False)
    bps = TAPIN.village_by_pieces("010", "1001", bps=True)
    assert kemendagri is not None and bps is not None
    assert kemendagri.code == bps.code == "63.05.01.1001"
    assert TAPIN.village_by_pieces("10", "1001", bps=False) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Karang Putih", "63.05.01.1017"),
        ("KELURAHAN KARANGAN PUTIH", "63.05.01.1017"),
        ("karanganputih", "63.05.01.1017"),
        ("Tambarangn", "63.05.02.1004"),
        ("Desa Suato Tatakan", "63.05.02.2002"),
    ],
)
def test_a_village_is_known_by_name_older_spelling_or_typo(typed: str, code: str) -> None:
    found = TAPIN.village_by_name(typed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Binuang - usulan Agustus 2026", "63.05.01.1001"),
        ("Usulan DTKS Desa Suato Tatakan Agustus 2026", "63.05.02.2002"),
        ("penduduk_karangan_putih_082026", "63.05.01.1017"),
        ("DESA TATAKAN KECAMATAN TAPIN SELATAN", "63.05.02.2001"),
    ],
)
def test_the_longest_village_name_within_words_is_the_village(words: str, code: str) -> None:
    found = TAPIN.village_in_text(words)
    assert found is not None
    assert found.code == code


def test_words_that_name_no_village_give_none() -> None:
    assert TAPIN.village_in_text("rekap anggaran") is None
    assert TAPIN.village_in_text("Binuang dan Tatakan") is None


def test_a_village_name_found_twice_in_a_regency_needs_its_district() -> None:
    banjar = load_regions("63.03")
    names = [v.name for v in banjar.villages]
    twice = next(v for v in banjar.villages if names.count(v.name) > 1)
    assert banjar.village_by_name(twice.name) is None
    found = banjar.village_by_name(twice.name, twice.district)
    assert found is not None
    assert found.code == twice.code


def test_a_region_that_is_no_regency_is_a_configuration_error() -> None:
    with pytest.raises(ConfigError):
        load_regions("63")

"""Codes, words, money and the nine indicators."""

from __future__ import annotations

import pytest

from pipelines.standardize.codes import (
    read_active,
    read_life,
    read_money,
    read_relation,
    read_reply,
    read_sex,
    read_va,
)
from pipelines.standardize.indicators import read_housing, read_power, reading_of, ticks_only


@pytest.mark.parametrize("typed", ["1", "1.0", "L", "LK", "Laki-laki", "LAKI - LAKI", "Pria"])
def test_men(typed: str) -> None:
    assert read_sex(typed) == "L"


@pytest.mark.parametrize("typed", ["2", "P", "PR", "Perempuan", "WANITA"])
def test_women(typed: str) -> None:
    assert read_sex(typed) == "P"


def test_a_relation_code_means_what_its_own_list_says() -> None:
    assert read_relation("3", "usulan_desa") == "istri"
    assert read_relation("3", "dtks_art") == "anak"


@pytest.mark.parametrize(
    ("typed", "relation"),
    [
        ("KEPALA KELUARGA", "kepala"),
        ("Istri", "istri"),
        ("Orang Tua/Mertua", "orangtua"),
        ("MERTUA", "mertua"),
        ("FAMILI LAIN", "famili"),
        ("Istri/Suami", "pasangan"),
        ("Anak", "anak"),
        ("3. Istri", "istri"),
    ],
)
def test_relation_words(typed: str, relation: str) -> None:
    assert read_relation(typed, "usulan_desa") == relation


def test_dead_and_moved_are_words_anywhere_but_codes_only_in_their_list() -> None:
    assert read_life("MENINGGAL", "dukcapil") == "dead"
    assert read_life("PINDAH LUAR", "usulan_desa") == "moved"
    assert read_life("2", "usulan_desa") == "dead"
    assert read_life("3", "usulan_desa") == "moved"
    assert read_life("2", "dukcapil") is None
    assert read_life("HIDUP", "dukcapil") is None


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        ("4.683.000", 4683000),
        ("Rp 3.500.000,00", 3500000),
        ("Rp. 900.000,-", 900000),
        ("3,496,195", 3496195),
        ("3496195.0", 3496195),
        ("3.496.195,5", 3496195.5),
        ("3,5 juta", 3500000),
        ("600000", 600000),
    ],
)
def test_money_in_every_punctuation(typed: str, rupiah: float) -> None:
    assert read_money(typed) == rupiah


def test_power_of_a_customer_in_va() -> None:
    assert read_va("1.300 VA") == 1300
    assert read_va("2,2 kVA") == 2200


def test_membership_status() -> None:
    assert read_active("AKTIF") is True
    assert read_active("NON AKTIF") is False
    assert read_active("Tidak aktif") is False
    assert read_active("-") is None


def test_a_reply_in_the_villages_own_words() -> None:
    assert read_reply("Tidak Layak") == "tidak_layak"
    assert read_reply("tdk ditemukan") == "tidak_ditemukan"
    assert read_reply("entah") is None


@pytest.mark.parametrize(
    ("column", "typed", "code"),
    [
        ("lantai", "8", 8),
        ("lantai", "8. Tanah", 8),
        ("lantai", "tanah", 8),
        ("lantai", "Semen/bata merah", 6),
        ("lantai", "Ubin/tegel/teraso", 4),
        ("dinding", "Plesteran anyaman bambu/kawat", 2),
        ("dinding", "Anyaman bambu", 4),
        ("dinding", "bambu", 6),
        ("dinding", "Kayu/papan/Gypsum/GRC/Calciboard", 3),
        ("jamban", "Ada, digunakan hanya Anggota Keluarga sendiri", 1),
        ("jamban", "Ada, di MCK umum/siapapun menggunakan", 4),
        ("jamban", "Ada, Anggota Keluarga tidak menggunakan", 5),
        ("jamban", "Tidak ada fasilitas", 6),
        ("lantai", "12", None),
        ("dinding", "entah", None),
    ],
)
def test_housing_by_code_or_word(column: str, typed: str, code: int | None) -> None:
    assert read_housing(typed, column) == code


@pytest.mark.parametrize(
    ("typed", "va"),
    [
        ("450 VA", 450),
        ("900VA", 900),
        ("1.300", 1300),
        (">2200", 2201),
        ("> 2.200 watt", 2201),
        ("3500 VA", 2201),
        ("Tanpa Listrik", 0),
        ("1", 450),
        ("entah", None),
        ("440", None),
    ],
)
def test_power_of_a_house(typed: str, va: int | None) -> None:
    assert read_power(typed) == va


def test_two_means_no_alongside_one_and_so_does_zero() -> None:
    assert reading_of(frozenset({"1", "2"}), "khawatir_pangan") == {"1": True, "2": False}
    assert reading_of(frozenset({"1", "0"}), "khawatir_pangan") == {"1": True, "0": False}
    assert "0" not in reading_of(frozenset({"0", "1", "2"}), "khawatir_pangan")


def test_a_cross_is_a_no_next_to_a_tick_and_a_tick_alone() -> None:
    assert reading_of(frozenset({"V", "X"}), "khawatir_pangan") == {"V": True, "X": False}
    assert reading_of(frozenset({"X"}), "khawatir_pangan") == {"X": True}
    assert ticks_only(frozenset({"V", ""}))
    assert not ticks_only(frozenset({"V", "X", ""}))
    assert not ticks_only(frozenset({"V", "TIDAK"}))
    assert not ticks_only(frozenset({""}))


def test_not_working_is_a_yes_where_the_column_asks_for_it() -> None:
    reading = reading_of(frozenset({"TIDAK BEKERJA", "BEKERJA"}), "kk_tidak_bekerja")
    assert reading == {"TIDAK BEKERJA": True, "BEKERJA": False}

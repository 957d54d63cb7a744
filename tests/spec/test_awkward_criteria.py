"""Criteria of poverty on village lists in every form of answer, with what each must mean."""

from __future__ import annotations

from datetime import date

import pytest

from tests.spec.awkward_pages import EVERYBODY, FAMILIES, Page, cells, check, indicators, xlsx

CRITERIA = ["TEMPAT TINGGAL", "KK TIDAK BEKERJA", "KHAWATIR PANGAN", "PANGAN LEBIH SEPARUH",
            "TIDAK BELI PAKAIAN", "LANTAI", "DINDING", "JAMBAN", "DAYA LISTRIK"]  # fmt: skip


@pytest.mark.parametrize("tick", ["v", "V", "x", "√", "✓", "✔"])
def test_columns_with_ticks_only_say_no_where_the_indicator_row_is_blank(tick: str) -> None:
    page = (
        Page()
        .above("DESA TATAKAN")
        .above("No", "No KK", "NIK", "Nama", "SHDK", "Tgl Lahir", *CRITERIA)
    )
    for n, family in enumerate(FAMILIES):
        for i, p in enumerate(family):
            marks = [tick, tick if n % 2 else None, tick if n % 3 else None, tick, None]
            given = [*marks, 8, 6, 4, "450"] if i == 0 else [None] * 9
            page.data([n + 1, *cells(p, "kk nik nama shdk tgl"), *given], p, p.kk, sex=None)
    found = indicators(check(xlsx({"Data": page}), page))
    assert len(found) == len(FAMILIES)
    for n, values in enumerate(found[row] for row in sorted(found)):
        assert values["tempat_tinggal"] is True
        assert values["kk_tidak_bekerja"] is bool(n % 2)
        assert values["khawatir_pangan"] is bool(n % 3)
        # nobody ticked it: the column says nothing
        assert values["tidak_beli_pakaian"] is None
        assert (values["lantai"], values["dinding"], values["jamban"]) == (8, 6, 4)


YES_NO = {
    "words": ("Ya", "Tidak"), "letters": ("Y", "T"), "one_two": ("1", "2"), "one_zero": ("1", "0"),
    "codes_and_words": ("1. Ya", "2. Tidak"), "numbers": (1, 2), "upper": ("YA", "TDK"),
    "decimals": ("1.0", "2.0"), "tick_and_cross": ("√", "x"), "tick_and_dash": ("v", "-"),
    "english": ("TRUE", "FALSE"), "long": ("Ya, sering", "Tidak pernah sama sekali"),
    "number_zero": (1, 0), "booleans": (True, False),
}  # fmt: skip


@pytest.mark.parametrize("form", YES_NO)
def test_yes_and_no_in_any_form(form: str) -> None:
    yes, no = YES_NO[form]
    page = Page().above("DESA TATAKAN")
    page.above("No", "No KK", "NIK", "Nama", "Tgl Lahir", "Khawatir Pangan", "Lantai")
    for n, p in enumerate(EVERYBODY):
        page.data([n + 1, *cells(p, "kk nik nama tgl"), yes if n % 3 else no, "tanah"], p, p.kk,
                  sex=None)  # fmt: skip
    found = indicators(check(xlsx({"Data": page}), page))
    said = [found[row]["khawatir_pangan"] for row in sorted(found)]
    wanted: list[bool | None] = [bool(n % 3) for n in range(len(EVERYBODY))]
    assert said == wanted


HOUSES = [
    ("lantai", "Tanah", 8),
    ("lantai", "lantai tanah", 8),
    ("lantai", "SEMEN/BATA MERAH", 6),
    ("lantai", "plester semen", 6),
    ("lantai", "Kayu/papan", 5),
    ("lantai", "Ulin", 5),
    ("lantai", "08", 8),
    ("lantai", "8. Tanah", 8),
    ("lantai", "Ubin/tegel/teraso", 4),
    ("lantai", "keramik", 2),
    ("lantai", "Marmer / Granit", 1),
    ("lantai", "Bambu", 7),
    ("lantai", "6 - Semen/bata merah", 6),
    ("lantai", "Parket/vinil/karpet", 3),
    ("lantai", "8.0", 8),
    ("lantai", "(8) tanah", 8),
    ("lantai", "Lainnya", 9),
    ("lantai", "papan", 5),
    ("lantai", "tnh", None),
    ("dinding", "Tembok", 1),
    ("dinding", "Plesteran anyaman bambu/kawat", 2),
    ("dinding", "Kayu/papan/Gypsum/GRC/Calciboard", 3),
    ("dinding", "Anyaman bambu", 4),
    ("dinding", "Batang kayu", 5),
    ("dinding", "Bambu", 6),
    ("dinding", "Lainnya", 7),
    ("dinding", "papan", 3),
    ("dinding", "3", 3),
    ("dinding", "kayu", 3),
    ("dinding", "GRC", 3),
    ("dinding", "tembok plesteran", 1),
    ("dinding", "4. Anyaman bambu", 4),
    ("dinding", "seng", 7),
    ("jamban", "Ada, digunakan hanya anggota keluarga sendiri", 1),
    ("jamban", "Ada, digunakan bersama anggota keluarga dari keluarga tertentu", 2),
    ("jamban", "Ada, di MCK komunal", 3),
    ("jamban", "Ada, di MCK umum/siapapun menggunakan", 4),
    ("jamban", "Ada, anggota keluarga tidak menggunakan", 5),
    ("jamban", "Tidak ada fasilitas", 6),
    ("jamban", "tidak punya", 6),
    ("jamban", "tdk ada", 6),
    ("jamban", "sendiri", 1),
    ("jamban", "bersama", 2),
    ("jamban", "umum", 4),
    ("jamban", "6", 6),
    ("jamban", "milik sendiri", 1),
    ("jamban", "MCK komunal", 3),
    ("jamban", "sungai", 6),
    ("jamban", "numpang tetangga", 2),
    ("daya_listrik", "450 VA", 450),
    ("daya_listrik", "450 Watt", 450),
    ("daya_listrik", "450.0", 450),
    ("daya_listrik", "900VA", 900),
    ("daya_listrik", "1.300", 1300),
    ("daya_listrik", "1.300 VA", 1300),
    ("daya_listrik", "2200", 2200),
    ("daya_listrik", "> 2200", 2201),
    ("daya_listrik", "diatas 2200 VA", 2201),
    ("daya_listrik", "lebih dari 2.200 watt", 2201),
    ("daya_listrik", "3500", 2201),
    ("daya_listrik", "Tanpa Listrik", 0),
    ("daya_listrik", "tidak ada", 0),
    ("daya_listrik", "bukan listrik", 0),
    ("daya_listrik", "R1/450 VA", 450),
    ("daya_listrik", "R-1M/900", 900),
    ("daya_listrik", "1.300 Watt", 1300),
    ("daya_listrik", "1,300 VA", 1300),
    ("daya_listrik", "2.200VA", 2200),
    ("daya_listrik", ">2.200 VA", 2201),
    ("daya_listrik", "5.500 VA", 2201),
    ("daya_listrik", "tdk ada listrik", 0),
    ("daya_listrik", "450 va (subsidi)", 450),
]


def test_floors_walls_latrines_and_power_in_the_words_of_the_field() -> None:
    page = Page().above("DESA TATAKAN")
    page.above("No", "NIK", "Nama", "Tgl Lahir", "Lantai", "Dinding", "Jamban", "Daya Listrik")
    order = ["lantai", "dinding", "jamban", "daya_listrik"]
    wanted = {}
    for n, (column, typed, value) in enumerate(HOUSES):
        born = date(1950 + n % 50, 1 + n % 12, 2 + n % 25)
        wanted[page.next] = (column, typed, value)
        given = [typed if name == column else None for name in order]
        page.data(
            [n + 1, f"63050201010{n:02d}0{n:02d}1"[:16], f"WARGA {chr(65 + n % 26)}", born, *given]
        )
    found = indicators(check(xlsx({"Data": page}), page))
    wrong = [(c, t, found[row][c], v) for row, (c, t, v) in wanted.items() if found[row][c] != v]
    assert not wrong


DWELLINGS = [
    ("ada", True),
    ("tidak", False),
    ("Tidak Ada", False),
    ("punya", True),
    ("1", True),
    ("2", False),
    ("tidak punya", False),
    ("ADA", True),
    ("Y", True),
    ("T", False),
]


def test_a_dwelling_or_none() -> None:
    page = Page().above("DESA TATAKAN").above("No", "NIK", "Nama", "Tgl Lahir", "Tempat Tinggal")
    for n, (typed, _) in enumerate(DWELLINGS):
        page.data([n + 1, *cells(EVERYBODY[n], "nik nama tgl"), typed])
    found = indicators(check(xlsx({"Data": page}), page))
    assert [found[row]["tempat_tinggal"] for row in sorted(found)] == [v for _, v in DWELLINGS]

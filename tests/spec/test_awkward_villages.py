"""Villages named in rows, titles, sheet names and file names only, in every spelling."""

from __future__ import annotations

from tests.spec.awkward_pages import (
    EVERYBODY,
    FAMILIES,
    Page,
    cells,
    check,
    check_all,
    delimited,
    xlsx,
)


def numbered(page: Page, columns: str, **typed: object) -> Page:
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, columns, **typed)], p, p.kk, sex=None)
    return page


TITLES = [
    (["DAFTAR USULAN DESA TATAKAN KECAMATAN TAPIN SELATAN TAHUN 2026"], "63.05.02.2001"),
    (
        ["PEMERINTAH KABUPATEN TAPIN", "KECAMATAN TAPIN SELATAN", "DESA SUATO TATAKAN"],
        "63.05.02.2002",
    ),
    (["Desa : Karang Putih", "Kecamatan : Binuang"], "63.05.01.1017"),
    (["KELURAHAN BINUANG"], "63.05.01.1001"),
    (["Desa/Kelurahan", ":", "Pulaupinang"], "63.05.01.2007"),
    (["DESA/KEL. GUNUNGBATU KEC. BINUANG"], "63.05.01.2009"),
    (["Nama Desa : A. Yani Pura"], "63.05.01.2006"),
    (["KANTOR KEPALA DESA MEKARSARI", "Jl. Raya Desa No. 5"], "63.05.01.2019"),
    (["DATA KELUARGA MISKIN DESA PEMATANG KARANGAN HULU"], "63.05.03.2005"),
    (["DESA SAWANG (63.05.02.2005)"], "63.05.02.2005"),
    (["KEPALA DESA SAWANG"], "63.05.02.2005"),
    (["USULAN DARI DESA SAWANG, KEC. TAPIN SELATAN, KAB. TAPIN"], "63.05.02.2005"),
    (["DS. SAWANG KEC. TAPIN SELATAN"], "63.05.02.2005"),
    (["KODE DESA : 63.05.02.2005"], "63.05.02.2005"),
    (["DAFTAR USULAN", "SAWANG - TAPIN SELATAN"], "63.05.02.2005"),
]


def test_a_village_named_only_in_a_title() -> None:
    files = {}
    for n, (titles, code) in enumerate(TITLES):
        page = Page(village=code)
        for title in [titles] if titles[1:2] == [":"] else [[title] for title in titles]:
            page.above(*title)
        numbered(page.above("No", "No KK", "NIK", "Nama", "Tgl Lahir"), "kk nik nama tgl")
        files[f"usulan {n}.xlsx"] = (xlsx({"Sheet1": page}), page)
    check_all(files)


FILES = [
    ("Usulan DTKS Desa Tatakan Agustus 2026.csv", "63.05.02.2001"),
    ("usulan_suato_tatakan_082026.csv", "63.05.02.2002"),
    ("TATAKAN.csv", "63.05.02.2001"),
    ("2026-08 Kel. Binuang (revisi 2).csv", "63.05.01.1001"),
    ("penduduk-karang-putih.csv", "63.05.01.1017"),
    ("usulan PulauPinangUtara fix.csv", "63.05.01.2012"),
    ("6305022005_sawang.csv", "63.05.02.2005"),
    ("63.05.02.2005.csv", "63.05.02.2005"),
    ("desa_a_yani_pura.csv", "63.05.01.2006"),
    ("Sawang Kec Tapin Selatan 202608.csv", "63.05.02.2005"),
    ("sawang2026.csv", "63.05.02.2005"),
    ("Data miskin ds sawang.csv", "63.05.02.2005"),
    ("usulan tatakn.csv", "63.05.02.2001"),
    ("usulan (kirim ulang).csv", None),
]  # fmt: skip


def test_a_village_named_only_in_the_file_name() -> None:
    files = {}
    for name, code in FILES:
        page = Page(village=code).above("No", "No KK", "NIK", "Nama", "Tgl Lahir")
        files[name] = (delimited(numbered(page, "kk nik nama tgl")), page)
    check_all(files)


VILLAGE_CELLS = [
    ("Kode Desa", "6305022001"),
    ("Kode Desa", "63.05.02.2001"),
    ("KODE WILAYAH", "6305022001.0"),
    ("Desa", "TATAKAN"),
    ("Desa/Kelurahan", "Desa Tatakan"),
    ("Kelurahan", "tatakan"),
    ("Nama Desa", "DS. TATAKAN"),
    ("DESA", "Tatakn"),
    ("Desa", "6305022001"),
    ("Desa", "2001 TATAKAN"),
    ("Desa", "63.05.02.2001 - TATAKAN"),
    ("Desa", "TATAKAN, TAPIN SELATAN"),
    ("Kode Desa", 6305022001),
    ("Desa", " TATAKAN\u00a0"),
    ("Desa", "Desa TATAKAN Kec. Tapin Selatan"),
]


def test_a_village_by_code_or_name_in_the_rows() -> None:
    files = {}
    for i, (header, typed) in enumerate(VILLAGE_CELLS):
        page = Page().above("No", "No KK", "NIK", "Nama", "Tgl Lahir", header)
        for n, p in enumerate(EVERYBODY, start=1):
            page.data([n, *cells(p, "kk nik nama tgl"), typed], p, p.kk, sex=None)
        files[f"usulan {i}.xlsx"] = (xlsx({"Sheet1": page}), page)
    check_all(files)


def test_the_village_of_the_rows_outranks_title_and_file_name() -> None:
    page = Page().above("DESA SAWANG").above("No", "No KK", "NIK", "Nama", "Tgl Lahir", "Desa")
    numbered(page, "kk nik nama tgl desa")
    check(xlsx({"Sheet1": page}), page, "usulan Timbaan.xlsx")


def test_a_village_cell_left_out_on_some_rows_is_that_of_the_family_or_title() -> None:
    page = Page().above("No", "No KK", "NIK", "Nama", "Tgl Lahir", "Desa")
    for n, p in enumerate(EVERYBODY, start=1):
        first = any(p == family[0] for family in FAMILIES)
        row = cells(p, "kk nik nama tgl desa", **({} if first else {"desa": None}))
        page.data([n, *row], p, p.kk, sex=None)
    check(xlsx({"Sheet1": page}), page, "usulan.xlsx")


def test_the_district_decides_between_villages_of_one_name() -> None:
    page = Page(village="63.05.02.2001").above("KECAMATAN TAPIN SELATAN")
    page.above("No", "No KK", "NIK", "Nama", "Tgl Lahir", "Kecamatan", "Desa")
    numbered(page, "kk nik nama tgl kec desa")
    check(xlsx({"Sheet1": page}), page, "usulan.xlsx")

"""Rows that look like data and are none, rows that look like none and are data, and repeats."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.spec.awkward_pages import (
    EVERYBODY,
    FAMILIES,
    Page,
    cells,
    check,
    check_all,
    delimited,
    wide_header,
    xlsx,
)

HEADER, KEYS = wide_header()
LIST = HEADER.split("|")
RAMLI, SITI, AGUS, AISYAH = FAMILIES[0]


def listed(*extra: str) -> Page:
    """A list with its title and header."""
    return Page().above("DAFTAR USULAN").above("DESA TATAKAN").above(*LIST, *extra)


def with_people(page: Page, *also: object) -> Page:
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS), *also], p, p.kk)
    return page


TOTALS: list[list[Any]] = [
    ["JUMLAH", 6, 14],
    [None, "JUMLAH", None, "14 orang"],
    [None, None, None, "Total", None, None, None, None, None, 14],
    ["Jumlah KK", None, "6", None, "Jumlah Jiwa", None, "14"],
    [None, "JUMLAH KELUARGA : 6 KK, JUMLAH JIWA : 14 JIWA"],
    ["TOTAL KESELURUHAN", None, None, 14, 6, 8, 6, 14, 5],
    [None, None, "Laki-laki", 6],
    [None, None, "Perempuan", 8],
    ["Jumlah Laki-laki : 6 orang"],
    ["Sub Total RT 001", 3, 4, 7],
    [None, None, None, None, "6 L / 8 P"],
]


def test_totals_below_the_list_are_no_data() -> None:
    pages = {f"jumlah {n}": with_people(listed()).aside(*total)
             for n, total in enumerate(TOTALS)}  # fmt: skip
    check_all({name: (xlsx({"Data": page}), page) for name, page in pages.items()})


@pytest.mark.parametrize("total", [TOTALS[0], TOTALS[1], TOTALS[2], TOTALS[9]])
def test_totals_between_families_are_no_data(total: list[object]) -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS)], p, p.kk)
        if n in (4, 6, 7):
            page.aside(*total)
    check(xlsx({"Data": page}), page)


def test_signatures_left_and_right_are_no_data() -> None:
    page = with_people(listed()).above().above()
    page.aside(*[None] * 8, "Tatakan, 5 Agustus 2026")
    page.aside(None, "Mengetahui,", *[None] * 6, "Petugas Pendata,")
    page.aside(None, "Kepala Desa Tatakan", *[None] * 6, "TKSK Kec. Tapin Selatan")
    page.above().above()
    page.aside(None, "H. MUHAMMAD YUSUF, S.Sos", *[None] * 6, "RINA WATI")
    page.aside(None, "NIP. 19700101 199803 1 005", *[None] * 6, "NIK. 6305024101900002")
    check(xlsx({"Data": page}), page)


def test_signatures_under_the_name_column_are_no_data() -> None:
    page = with_people(listed()).above()
    page.aside(None, None, None, "Tatakan, 05-08-2026")
    page.aside(None, None, None, "Pj. Kepala Desa Tatakan,").above()
    page.aside(None, None, None, "AHMAD FAUZI").aside(None, None, None, "NIP. 197001011998031005")
    check(xlsx({"Data": page}), page)


def test_signatures_with_dotted_names_and_ranks_are_no_data() -> None:
    page = with_people(listed()).above().aside(None, "Tatakan, ..... Agustus 2026")
    page.aside(None, "LURAH TATAKAN").aside(None, "(...........................)")
    page.aside(None, "Penata Muda Tk. I").aside(None, "Nip. 1970 0101 199803 1 005")
    page.aside(None, "_______________").aside(None, "Tembusan :").aside("1.", "Camat Tapin Selatan")
    page.aside("2.", "Arsip")
    check(xlsx({"Data": page}), page)


NOTES: list[list[Any]] = [
    ["Keterangan: KK = kepala keluarga"],
    ["Catatan :", "data diambil dari musdes tanggal 5 Agustus 2026"],
    ["* NIK sesuai KTP-el"],
    ["Sumber: musyawarah desa"],
    ["NB: warna kuning belum punya KTP"],
    ["Demikian daftar ini dibuat dengan sebenarnya."],
    [None, "Ket : 1. Kepala Keluarga 2. Suami 3. Istri"],
    ["Halaman 2 dari 4"],
    ["Dicetak tanggal 05-08-2026 oleh operator desa"],
]


def test_notes_below_the_list_are_no_data() -> None:
    pages = {f"catatan {n}": with_people(listed()).above().aside(*note)
             for n, note in enumerate(NOTES)}  # fmt: skip
    check_all({name: (xlsx({"Data": page}), page) for name, page in pages.items()})


def test_headers_and_numbering_on_every_page_are_no_data() -> None:
    page = listed().aside(*range(1, 13))
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS)], p, p.kk)
        if n % 5 == 0:
            page.aside("Halaman", n // 5).aside(*LIST).aside(*[f"({i})" for i in range(1, 13)])
    check(xlsx({"Data": page}), page)


def test_a_two_row_header_repeated_on_every_page_is_no_data() -> None:
    first = ["NO", "NO KK", "NIK", "NAMA", "KELAHIRAN", None, "SHDK"]
    second = [None, None, None, None, "TEMPAT", "TANGGAL", None]
    page = Page().above("DESA TATAKAN").above(*first).above(*second)
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, "kk nik nama tmp tgl shdk")], p, p.kk, sex=None)
        if n % 5 == 0:
            page.aside(*first).aside(*second)
    check(xlsx({"Data": page}), page)


def test_running_numbers_prepared_for_more_rows_are_no_data() -> None:
    page = with_people(listed())
    for n in range(15, 40):
        page.aside(n)
    check(xlsx({"Data": page}), page)


def test_rt_titles_between_the_rows_are_no_data() -> None:
    page = listed()
    n = 0
    for rt, family in enumerate(FAMILIES, start=1):
        page.aside(f"RT {rt:03d}" if rt % 2 else f"RUKUN TETANGGA : {rt:03d} / RW 002")
        for p in family:
            n += 1
            page.data([n, *cells(p, KEYS)], p, p.kk)
    check(xlsx({"Data": page}), page)


def test_a_recap_table_next_to_the_signature_is_no_data() -> None:
    page = with_people(listed()).above().aside(None, "REKAPITULASI")
    page.aside(None, "RT", "Jumlah KK", "Jumlah Jiwa")
    page.aside(None, "001", 3, 7).aside(None, "002", 3, 7).aside(None, "Jumlah", 6, 14)
    page.above().aside(*[None] * 8, "Pambakal Tatakan").aside(*[None] * 8, "SYAMSUL BAHRI")
    check(xlsx({"Data": page}), page)


# --- sparse rows


def test_rows_with_a_name_and_one_other_thing_are_data() -> None:
    page = listed()
    page.data([1, RAMLI.kk, RAMLI.nik, "RAMLI"], RAMLI, birth_date=None, sex=None)
    page.data([None, None, SITI.nik, "SITI AMINAH"], SITI, birth_date=None, sex=None)
    page.data([None, None, None, "AGUS SALIM", None, None, AGUS.day()], AGUS, nik=None, sex=None)
    page.data([None, None, "63050271", "AISYAH"], AISYAH, nik=None, birth_date=None, sex=None)
    page.data([2, FAMILIES[1][0].kk, None, "HASANUDIN", "L", None, "15-06-1979", "KEPALA KELUARGA"],
              FAMILIES[1][0], nik=None)  # fmt: skip
    page.data([3, None, None, "RUSNAH", None, None, "1970"], FAMILIES[2][0], nik=None,
              birth_date=None, birth_year=1970, sex=None)  # fmt: skip
    check(xlsx({"Data": page}), page)


@pytest.mark.parametrize("gaps", ["nik kk", "tgl", "nik", "kk", "jk tmp shdk ibu alamat rt rw"])
def test_cells_left_out_do_not_hide_a_row(gaps: str) -> None:
    page = listed()
    lost = {"nik": "nik", "tgl": "birth_date", "jk": "sex"}
    for n, p in enumerate(EVERYBODY, start=1):
        empty = gaps.split() if n % 2 else []
        wrong = {lost[gap]: None for gap in empty if gap in lost}
        page.data([n, *cells(p, KEYS, **dict.fromkeys(empty))], p, **wrong)
    check(xlsx({"Data": page}), page)


def test_rows_by_which_nobody_is_known_are_rejected() -> None:
    page = listed()
    page.rejected([1, *cells(RAMLI, KEYS, nama=None)], "name_missing")
    page.rejected([2, *cells(SITI, KEYS, nama="-")], "name_missing")
    page.rejected([3, *cells(AGUS, KEYS, nik=None, tgl=None)], "no_identity")
    page.rejected([4, *cells(AISYAH, KEYS, nik="0", tgl="-")], "no_identity")
    page.rejected(
        [5, *cells(FAMILIES[1][0], KEYS, nik="9999999999999999", tgl=None)], "no_identity"
    )
    page.rejected([6, *cells(FAMILIES[1][1], KEYS, nik="0000000000000000", tgl="00-00-0000")],
                  "no_identity")  # fmt: skip
    page.rejected([7, *cells(FAMILIES[2][0], KEYS, nama="...", nik=None)], "name_missing")
    for n, p in enumerate(FAMILIES[3], start=8):
        page.data([n, *cells(p, KEYS)], p, p.kk)
    check(xlsx({"Data": page}), page)


def test_a_name_alone_is_rejected_wherever_it_stands() -> None:
    page = listed()
    page.data([1, *cells(RAMLI, KEYS)], RAMLI)
    page.rejected([2, None, None, "SITI AMINAH"], "no_identity")
    page.data([3, *cells(AGUS, KEYS)], AGUS)
    page.rejected([4, None, None, "AISYAH", "P"], "no_identity")
    check(xlsx({"Data": page}), page)


def test_a_nik_without_name_is_rejected() -> None:
    page = listed()
    page.data([1, *cells(RAMLI, KEYS)], RAMLI)
    page.rejected([2, None, SITI.nik], "name_missing")
    page.data([3, *cells(AGUS, KEYS)], AGUS)
    page.rejected([4, AISYAH.kk, AISYAH.nik, None, None, None, AISYAH.day()], "name_missing")
    check(xlsx({"Data": page}), page)


# --- repeats


def test_an_exact_repeat_with_another_running_number_is_rejected() -> None:
    page = listed()
    page.people(KEYS, EVERYBODY, numbered=True)
    page.rejected([15, *cells(RAMLI, KEYS)], "repeated_row")
    page.rejected([None, *cells(SITI, KEYS)], "repeated_row")
    page.rejected([17, *cells(AGUS, KEYS, nama="  AGUS   SALIM ")], "repeated_row")
    check(xlsx({"Data": page}), page)


def test_a_repeat_under_a_merged_kk_is_a_repeat_of_the_row_with_the_kk() -> None:
    page = Page().above("DESA TATAKAN").above("No", "No KK", "NIK", "Nama", "Tgl Lahir", "SHDK")
    columns = "kk nik nama tgl shdk"
    top = page.next
    for i, p in enumerate([RAMLI, SITI, AGUS]):
        page.data([1, *cells(p, columns, kk=p.kk if i == 0 else None)], p, p.kk, sex=None)
    page.rejected([1, *cells(SITI, columns, kk=None)], "repeated_row")
    page.merge(top, 2, page.next - 1, 2)
    page.data([2, *cells(FAMILIES[2][0], columns)], FAMILIES[2][0], sex=None)
    page.rejected([3, *cells(AGUS, columns)], "repeated_row")
    check(xlsx({"Data": page}), page)


def test_a_family_pasted_again_at_the_end_is_repeated() -> None:
    page = listed()
    for n, family in enumerate(FAMILIES, start=1):
        for i, p in enumerate(family):
            kk = p.kk if i == 0 else None
            page.data([n if i == 0 else None, *cells(p, KEYS, kk=kk)], p, p.kk)
    for i, p in enumerate(FAMILIES[0]):
        kk = p.kk if i == 0 else None
        page.rejected([7 if i == 0 else None, *cells(p, KEYS, kk=kk)], "repeated_row")
    check(xlsx({"Data": page}), page)


def test_near_repeats_are_kept() -> None:
    page = listed()
    page.data([1, *cells(RAMLI, KEYS)], RAMLI)
    page.data([2, *cells(RAMLI, KEYS, alamat="JL. IRIGASI NO 2")], RAMLI)
    page.data([3, *cells(RAMLI, KEYS, rt=None)], RAMLI)
    page.data([4, *cells(RAMLI, KEYS, nama="RAMLY")], RAMLI, nama="RAMLY")
    page.data([5, *cells(RAMLI, KEYS, tgl="17-08-1981")], RAMLI, birth_date=date(1981, 8, 17))
    check(xlsx({"Data": page}), page)


def test_a_repeat_on_another_sheet_of_the_file_is_a_repeat() -> None:
    first = listed().people(KEYS, EVERYBODY, numbered=True)
    second = listed().rejected([1, *cells(RAMLI, KEYS)], "repeated_row")
    second.data([2, *cells(SITI, KEYS, rt="9")], SITI)
    pages = {"RT 01": first, "RT 02": second}
    check(xlsx(pages), pages)


def test_a_repeat_with_other_remarks_is_no_exact_repeat() -> None:
    page = listed("Keterangan")
    page.data([1, *cells(RAMLI, KEYS), "baru"], RAMLI)
    page.data([2, *cells(RAMLI, KEYS), "perbaikan"], RAMLI)
    page.rejected([3, *cells(RAMLI, KEYS), "baru"], "repeated_row")
    check(xlsx({"Data": page}), page)


def test_a_repeat_in_text_is_a_repeat() -> None:
    page = Page().above(*LIST).people(KEYS, EVERYBODY, numbered=True)
    page.rejected([15, *cells(RAMLI, KEYS)], "repeated_row")
    check(delimited(page, "|"), page, "usulan tatakan.csv")


# --- people with names that look like something else


ODD_NAMES = [
    "LURAHMAN", "CAMATIAH", "TOTALIA", "JUMLAHWATI", "KETUA ALI", "NIPAH", "DESA WATI", "NOR",
    "ANI", "H. CATATAN", "RT. JUMANI", "SUMBER REJEKI", "PETUGAS", "=cmd|' /C calc'!A0", "+UDIN",
    "@SITI", "PLT", "KEPALA", "DUSUN", "O'NEIL", "SITI (ALM)", "X AE A-12", "TOTAL",
]  # fmt: skip


def test_odd_names_of_people_are_data() -> None:
    files = {}
    for n, name in enumerate(ODD_NAMES):
        page = with_people(listed())
        page.data([15, *cells(RAMLI, KEYS, nama=name, nik="6305021708810009", tgl="17-08-1981")])
        bare = {"nik": None, "rt": None, "rw": None}
        page.data([16, *cells(RAMLI, KEYS, nama=name, tgl="17-08-1991", **bare)])
        page.data([17, *cells(AGUS, KEYS, tgl="11-04-2006")], AGUS, birth_date=date(2006, 4, 11))
        files[f"nama {n}.xlsx"] = (xlsx({"Data": page}), page)
    check_all(files)

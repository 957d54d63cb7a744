"""Headers in the spellings of the field, over one to three rows, and sheets side by side."""

from __future__ import annotations

import pytest

from tests.spec.awkward_pages import (
    EVERYBODY,
    FAMILIES,
    Page,
    cells,
    check,
    indicators,
    titled,
    wide_header,
    xlsx,
)

HEADER, KEYS = wide_header()
LIST = HEADER.split("|")


def test_group_titles_over_two_rows_in_merged_cells() -> None:
    page = titled()
    page.above(
        "NO",
        "NOMOR",
        None,
        "NAMA ANGGOTA KELUARGA",
        "L/P",
        "KELAHIRAN",
        None,
        "HUB. KEL",
        "KRITERIA",
        None,
        None,
        None,
        None,
        "KONDISI RUMAH",
        None,
        None,
        None,
    )
    page.above(None, "KK", "NIK", None, None, "TEMPAT", "TANGGAL", None, "TEMPAT TINGGAL",
               "KK TIDAK BEKERJA", "KHAWATIR PANGAN", "PANGAN > SEPARUH", "TIDAK BELI PAKAIAN",
               "LANTAI", "DINDING", "JAMBAN", "DAYA (VA)")  # fmt: skip
    page.merge(3, 2, 3, 3).merge(3, 6, 3, 7).merge(3, 9, 3, 13).merge(3, 14, 3, 17)
    for n, p in enumerate(EVERYBODY, start=1):
        row = [n, *cells(p, "kk nik nama jk tmp tgl shdk"), "ada", "tidak", "ya", "ya", "tidak",
               "semen", "papan", "sendiri", "450"]  # fmt: skip
        page.data(row, p, p.kk)
    core = check(xlsx({"Data": page}), page)
    for values in indicators(core).values():
        assert values == {
            "tempat_tinggal": True, "kk_tidak_bekerja": False, "khawatir_pangan": True,
            "pangan_lebih_separuh": True, "tidak_beli_pakaian": False, "lantai": 6, "dinding": 3,
            "jamban": 1, "daya_listrik": 450,
        }  # fmt: skip


def test_group_titles_in_other_words_over_three_rows() -> None:
    page = titled()
    page.above("No.", "IDENTITAS KEPENDUDUKAN", None, "NAMA LENGKAP", "JENIS KELAMIN",
               "TEMPAT DAN TANGGAL LAHIR", None, "STATUS HUBUNGAN DALAM KELUARGA", "ALAMAT", None,
               None, "KEADAAN BANGUNAN TEMPAT TINGGAL", None, None, None)  # fmt: skip
    page.above(None, "NO. KARTU KELUARGA", "NIK", None, None, "TEMPAT LAHIR", "TANGGAL LAHIR",
               None, "JALAN", "RT", "RW", "JENIS LANTAI", "JENIS DINDING", "FASILITAS JAMBAN",
               "DAYA LISTRIK (VA)")  # fmt: skip
    page.aside(*[str(i) for i in range(1, 16)])
    page.merge(3, 2, 3, 3).merge(3, 6, 3, 7).merge(3, 9, 3, 11).merge(3, 12, 3, 15)
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, "kk nik nama jk tmp tgl shdk alamat rt rw"), 8, 6, 4, 900],
                  p, p.kk, rt="1", rw="2")  # fmt: skip
    core = check(xlsx({"Data": page}), page)
    assert all(v["lantai"] == 8 and v["daya_listrik"] == 900 for v in indicators(core).values())


SPELLINGS = [
    (
        "No|Nomor KK|NIK/No KTP|Nama Anggota Keluarga|L/P|Tmp Lahir|Tgl. Lahir|Hub. Kel|"
        "Nama Ibu|Alamat|RT|RW"
    ),
    "NO.|NO. KK|NO. KTP|NAMA|JK|TEMPAT LAHIR|TGL LAHIR|SHDK|IBU KANDUNG|ALAMAT RUMAH|RT.|RW.",
    (
        "no|NoKK|Nik|nama lengkap|Jenis Kelamin (L/P)|Kota Lahir|Tanggal Lahir "
        "(dd-mm-yyyy)|Status Hub. Keluarga|Nama Ibu Kandung|Alamat Lengkap|Rt|Rw"
    ),
    (
        "No Urut|No Kartu Keluarga|N.I.K|Nama Warga|Jns Kel|Tempat_Lahir|Tgl_Lahir|Hub. "
        "Dgn KK|Nama Gadis Ibu Kandung|Alamat (Jalan)|R T|R W"
    ),
    (
        "NO\nURUT|NOMOR\nKARTU\nKELUARGA|NOMOR INDUK\nKEPENDUDUKAN|NAMA\nLENGKAP|"
        "JENIS\nKELAMIN|TEMPAT\nLAHIR|TANGGAL\nLAHIR|HUBUNGAN\nKELUARGA|NAMA\nIBU|ALAMAT|"
        "RT|RW"
    ),
    (
        "No|No. K.K.|No. NIK|Nama Penduduk|Kelamin|Tpt Lahir|Tgl Lhr|Hubungan dengan "
        "Kepala Keluarga|Ibu|Almt|No. RT|No. RW"
    ),
    (
        "NO|KARTU KELUARGA|NIK KTP|NAMA SESUAI KTP|L / P|TMPT LAHIR|TGL/BLN/THN LAHIR|"
        "STATUS DALAM KELUARGA|NM IBU|ALAMAT KTP|RT|RW"
    ),
    (
        "Nmr|Nomer KK|Nomer NIK|Nama Orang|Sex|Tempat Lhr|Tgl.Lahir|Hub Keluarga|Nama "
        "Ibu Kdg|Alamat Tinggal|RT|RW"
    ),
]


@pytest.mark.parametrize("header", SPELLINGS)
def test_headers_in_the_spellings_of_the_field(header: str) -> None:
    page = titled().above(*header.split("|"))
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS)], p, p.kk, rt="1", rw="2")
    core = check(xlsx({"Data": page}), page)
    people = core["person"]
    assert people["mother"].null_count() == 0
    assert people["shdk"].null_count() == 0
    assert people["birth_place"].null_count() == 0
    assert people["street"].null_count() == 0
    assert people["kk"].null_count() == 0


def test_place_and_date_of_birth_under_one_title_ttl() -> None:
    page = titled().above("NO", "NIK", "NO KK", "NAMA", "L/P", "TTL", "SHDK", "RT/RW")
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, "nik kk nama jk ttl shdk"), "001/002"], p, p.kk, rt="1", rw="2",
                  birth_place="TAPIN")  # fmt: skip
    check(xlsx({"Data": page}), page)


TTL_FORMS = ["TAPIN, {:%d-%m-%Y}", "Tapin {:%d/%m/%Y}", "RANTAU/{:%d-%m-%y}", "Binuang,{:%d.%m.%Y}"]


@pytest.mark.parametrize("form", TTL_FORMS)
def test_place_and_date_of_birth_joined_in_any_way(form: str) -> None:
    page = titled().above("NO", "NIK", "NO KK", "NAMA", "Tempat/Tgl Lahir")
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, "nik kk nama"), form.format(p.born)], p, p.kk, sex=None)
    check(xlsx({"Data": page}), page)


def test_place_and_date_of_birth_joined_with_month_words() -> None:
    months = (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    )
    page = titled().above("NO", "NIK", "NO KK", "NAMA", "Tempat, Tanggal Lahir")
    for n, p in enumerate(EVERYBODY, start=1):
        written = f"Tapin, {p.born.day} {months.split()[p.born.month - 1]} {p.born.year}"
        page.data([n, *cells(p, "nik kk nama"), written], p, p.kk, sex=None)
    check(xlsx({"Data": page}), page)


# --- sheets


def test_a_sheet_for_every_rt_and_a_recap() -> None:
    recap = Page(village=None).above("REKAPITULASI").above("RT", "Jumlah KK", "Jumlah Jiwa")
    pages = {"REKAP": recap}
    for n, family in enumerate(FAMILIES, start=1):
        page = titled(f"RT {n:02d}").above().above(*LIST)
        for i, p in enumerate(family, start=1):
            page.data([i, *cells(p, KEYS, rt=None)], p, p.kk)
        pages[f"RT {n:02d}"] = page
        recap.aside(f"RT {n:02d}", 1, len(family))
    recap.aside("JUMLAH", len(FAMILIES), len(EVERYBODY))
    check(xlsx(pages, hidden=["RT 03"]), pages)


def test_sheets_named_for_villages_name_their_rows() -> None:
    pages = {}
    for name, code, family in (("TATAKAN", "63.05.02.2001", FAMILIES[0]),
                               ("SAWANG", "63.05.02.2005", FAMILIES[3])):  # fmt: skip
        page = Page(village=code).above(*LIST)
        for i, p in enumerate(family, start=1):
            page.data([i, *cells(p, KEYS)], p, p.kk)
        pages[name] = page
    check(xlsx(pages), pages, "usulan kecamatan.xlsx")


def test_several_tables_with_other_columns_on_one_sheet() -> None:
    page = titled("A. USULAN BARU").above(*LIST)
    for i, p in enumerate(EVERYBODY[:6], start=1):
        page.data([i, *cells(p, KEYS)], p, p.kk)
    page.above().aside("B. PERBAIKAN DATA").aside("No", "Nama", "NIK", "Tgl Lahir", "No KK")
    for i, p in enumerate(EVERYBODY[6:], start=1):
        page.data([i, *cells(p, "nama nik tgl kk")], p, p.kk, sex=None)
    check(xlsx({"Data": page}), page)


def test_the_same_table_twice_with_titles_and_headers_between() -> None:
    page = titled().above("RT 01").above(*LIST)
    for i, p in enumerate(EVERYBODY[:6], start=1):
        page.data([i, *cells(p, KEYS)], p, p.kk)
    page.aside("JUMLAH", 6).above()
    page.aside("DAFTAR USULAN KELUARGA MISKIN").aside("DESA TATAKAN KECAMATAN TAPIN SELATAN")
    page.aside("RT 02").aside(*LIST).aside(*range(1, 13))
    for i, p in enumerate(EVERYBODY[6:], start=1):
        page.data([i, *cells(p, KEYS)], p, p.kk)
    page.aside("JUMLAH", len(EVERYBODY) - 6)
    check(xlsx({"Data": page}), page)


def test_twenty_eight_thousand_blank_formatted_rows_do_not_matter() -> None:
    page = titled().above(*LIST)
    page.people(KEYS, EVERYBODY, numbered=True)
    page.lines += [[""] for _ in range(28_000)]
    check(xlsx({"Data": page}), page)


def test_names_and_dates_alone_make_a_list() -> None:
    page = titled().above("No", "Nama", "Tgl Lahir")
    for i, p in enumerate(EVERYBODY, start=1):
        page.data([i, p.name, p.born], p, nik=None, sex=None)
    check(xlsx({"Data": page}), page)


def test_columns_unknown_to_everybody_do_not_hurt() -> None:
    page = titled().above(
        "No", "Foto", "NIK", "Nama", "No. HP", "Tgl Lahir", "Email", "Petugas", "No KK"
    )
    for i, p in enumerate(EVERYBODY, start=1):
        row = [i, "ada", p.nik, p.name, f"0812{10000000 + i}", p.day(), "a@b.id", "RINA", p.kk]
        page.data(row, p, p.kk, sex=None)
    check(xlsx({"Data": page}), page)


def test_births_as_real_dates_among_typed_ones() -> None:
    page = titled().above(*LIST)
    for i, p in enumerate(EVERYBODY, start=1):
        born: object = p.born if i % 2 else p.day()
        page.data([i, *cells(p, KEYS, tgl=born)], p, p.kk)
    check(xlsx({"Data": page}), page)

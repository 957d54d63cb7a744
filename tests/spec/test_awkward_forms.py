"""Forms with boxes to tick, questions for headers, titles over two columns and odd families."""

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


def by_row(content: bytes, page: Page) -> list[dict[str, object]]:
    found = indicators(check(content, page))
    return [found[row] for row in sorted(found)]


# --- headers


def test_a_repeated_header_with_a_head_of_family_column_is_no_family_row() -> None:
    header = ["No", "No. KK", "Nama Kepala Keluarga", "NIK", "Nama Anggota", "Tgl Lahir", "Alamat"]
    page = titled().above(*header)
    for n, p in enumerate(EVERYBODY, 1):
        page.data([n, p.kk, "RAMLI", p.nik, p.name, p.day(), "JL A"], p, p.kk, sex=None)
        if n % 5 == 0:
            page.aside(*header)
    check(xlsx({"D": page}), page)


def test_criteria_asked_in_whole_questions() -> None:
    page = titled().above(
        "No", "NIK", "Nama", "Tgl Lahir", "Apakah memiliki tempat tinggal?",
        "Kepala keluarga tidak bekerja",
        "Apakah pernah khawatir tidak makan dalam setahun terakhir?",
        "Pengeluaran pangan lebih dari separuh total pengeluaran",
        "Tidak ada pengeluaran untuk pakaian selama 1 tahun terakhir",
        "Jenis lantai terluas (303)", "Jenis dinding terluas (304)",
        "Kepemilikan fasilitas BAB (309a)", "Daya terpasang (307b)",
    )  # fmt: skip
    for n, p in enumerate(EVERYBODY, 1):
        given = ["ya", "tidak", "ya", "ya", "ya", 8, 3, 4, 1]
        page.data([n, *cells(p, "nik nama tgl"), *given], p, sex=None)
    for values in by_row(xlsx({"D": page}), page):
        assert values == {
            "tempat_tinggal": True, "kk_tidak_bekerja": False, "khawatir_pangan": True,
            "pangan_lebih_separuh": True, "tidak_beli_pakaian": True, "lantai": 8, "dinding": 3,
            "jamban": 4, "daya_listrik": 450,
        }  # fmt: skip


def test_criteria_lettered_a_to_h() -> None:
    page = titled().above(
        "No", "NIK", "Nama", "Tgl Lahir", "a. KK tidak bekerja", "b. Khawatir pangan",
        "c. Pangan > 1/2 pengeluaran", "d. Tidak beli pakaian", "e. Lantai", "f. Dinding",
        "g. Jamban", "h. Listrik",
    )  # fmt: skip
    for n, p in enumerate(EVERYBODY, 1):
        given = ["v", None, "v" if n % 2 else None, "v", "tanah", "bambu", "umum", "450"]
        page.data([n, *cells(p, "nik nama tgl"), *given], p, sex=None)
    for n, values in enumerate(by_row(xlsx({"D": page}), page), 1):
        assert values["kk_tidak_bekerja"] is True
        assert values["khawatir_pangan"] is None
        assert values["pangan_lebih_separuh"] is bool(n % 2)
        assert (values["lantai"], values["dinding"], values["jamban"]) == (8, 6, 4)


def test_a_column_that_asks_the_opposite_of_the_criterion_is_not_taken_for_it() -> None:
    page = titled().above(
        "No", "NIK", "Nama", "Tgl Lahir", "Beli pakaian setahun terakhir", "Lantai"
    )
    for n, p in enumerate(EVERYBODY, 1):
        page.data([n, *cells(p, "nik nama tgl"), "ya", "tanah"], p, sex=None)
    assert {v["tidak_beli_pakaian"] for v in by_row(xlsx({"D": page}), page)} == {None}


def test_ones_among_blanks_are_ticks_where_the_file_knows_nothing_else() -> None:
    page = titled().above(
        "No", "NIK", "Nama", "Tgl Lahir", "Khawatir Pangan", "Tidak Beli Pakaian", "Lantai"
    )
    for n, p in enumerate(EVERYBODY, 1):
        given = [1 if n % 2 else None, "v" if n % 3 else None, 8]
        page.data([n, *cells(p, "nik nama tgl"), *given], p, sex=None)
    values = by_row(xlsx({"D": page}), page)
    assert [v["khawatir_pangan"] for v in values] == [bool(n % 2) for n in range(1, 15)]
    assert [v["tidak_beli_pakaian"] for v in values] == [bool(n % 3) for n in range(1, 15)]


def test_ones_among_blanks_are_no_ticks_where_another_column_says_no_in_code() -> None:
    page = titled().above(
        "No", "NIK", "Nama", "Tgl Lahir", "Khawatir Pangan", "Tidak Beli Pakaian", "Lantai"
    )
    for n, p in enumerate(EVERYBODY, 1):
        given = [1 if n % 2 else None, 1 if n % 3 else 2, 8]
        page.data([n, *cells(p, "nik nama tgl"), *given], p, sex=None)
    values = by_row(xlsx({"D": page}), page)
    assert [v["khawatir_pangan"] for v in values] == [True if n % 2 else None for n in range(1, 15)]


def test_a_box_for_yes_and_one_for_no() -> None:
    page = titled().above("No", "NIK", "Nama", "Tgl Lahir", "Khawatir Pangan", None, "Lantai")
    page.above(None, None, None, None, "Ya", "Tidak", None).merge(3, 5, 3, 6)
    for n, p in enumerate(EVERYBODY, 1):
        boxes = ["v", None] if n % 2 else [None, "v"]
        page.data([n, *cells(p, "nik nama tgl"), *boxes, 8], p, sex=None)
    said = [v["khawatir_pangan"] for v in by_row(xlsx({"D": page}), page)]
    assert said == [bool(n % 2) for n in range(1, 15)]


def test_a_box_for_men_and_one_for_women() -> None:
    page = titled().above("No", "NIK", "Nama", "Tgl Lahir", "Jenis Kelamin", None, "SHDK")
    page.above(None, None, None, None, "L", "P", None).merge(3, 5, 3, 6)
    for n, p in enumerate(EVERYBODY, 1):
        boxes = ["v", None] if p.sex == "L" else [None, "v"]
        page.data([n, *cells(p, "nik nama tgl"), *boxes, p.shdk], p, p.kk)
    check(xlsx({"D": page}), page)


def test_one_title_over_place_and_date_of_birth_and_one_over_rt_and_rw() -> None:
    page = titled().above("No", "NIK", "Nama", "Tempat/Tanggal Lahir", None, "RT/RW", None, "SHDK")
    page.merge(3, 4, 3, 5).merge(3, 6, 3, 7)
    for n, p in enumerate(EVERYBODY, 1):
        row = [n, *cells(p, "nik nama tmp tgl rt rw shdk")]
        page.data(row, p, p.kk, sex=None, rt="1", rw="2", birth_place="TAPIN")
    check(xlsx({"D": page}), page)


def test_day_month_and_year_of_birth_in_columns_of_their_own() -> None:
    page = titled().above("No", "NIK", "Nama", "Tanggal Lahir", None, None, "SHDK")
    page.above(None, None, None, "Tgl", "Bln", "Thn", None).merge(3, 4, 3, 6)
    for n, p in enumerate(EVERYBODY, 1):
        born = [p.born.day, p.born.month, p.born.year]
        page.data([n, *cells(p, "nik nama"), *born, p.shdk], p, p.kk, sex=None)
    check(xlsx({"D": page}), page)


# --- rows and families


@pytest.mark.parametrize("remark", ["pindah dari KK 6305020101120019", "No KK: belum ada"])
def test_a_remark_about_a_kk_makes_no_family_row(remark: str) -> None:
    page = titled().above(*LIST, "Keterangan")
    for n, p in enumerate(EVERYBODY, 1):
        page.data([n, *cells(p, KEYS), remark], p, p.kk, kk=p.kk)
    check(xlsx({"D": page}), page)


@pytest.mark.parametrize("line", [["KK : {}"], ["No KK", "{}"], ["KARTU KELUARGA", "{}"]])
def test_the_kk_on_a_line_of_its_own_above_each_family(line: list[str]) -> None:
    page = titled().above("No", "Nama", "NIK", "Tgl Lahir", "SHDK")
    for family in FAMILIES:
        page.data([text.format(family[0].kk) for text in line])
        for n, p in enumerate(family, 1):
            page.data([n, *cells(p, "nama nik tgl shdk")], p, p.kk, sex=None, kk=p.kk)
    check(xlsx({"D": page}), page)


def test_a_rounded_kk_under_several_heads_joins_no_families() -> None:
    page = titled().above(*LIST)
    for n, p in enumerate(EVERYBODY, 1):
        page.data([n, *cells(p, KEYS, kk="630502010112001")], p, p.kk, kk=None)
    check(xlsx({"D": page}), page)


def test_a_relations_word_counts_more_than_its_code() -> None:
    """Regsosek's 3 is a child, OpenSID's 3 is a wife."""
    words = {"KEPALA KELUARGA": "1. Kepala Keluarga", "ISTRI": "2. Istri/Suami", "ANAK": "3. Anak"}
    page = titled().above("Nama", "NIK", "L/P", "Tgl Lahir", "Status Hubungan")
    means = {"KEPALA KELUARGA": "kepala", "ISTRI": "istri", "ANAK": "anak"}
    for p in EVERYBODY:
        row = cells(p, "nama nik jk tgl shdk", shdk=words[p.shdk])
        page.data(row, p, p.kk, shdk=means[p.shdk])
    check(xlsx({"D": page}), page)


def test_a_list_of_one_person_is_a_list() -> None:
    page = titled().above(*LIST).people(KEYS, EVERYBODY[:1], numbered=True)
    check(xlsx({"D": page}), page)


def test_a_table_that_starts_in_column_c() -> None:
    page = Page().above().above(None, "DESA TATAKAN").above().above(None, None, *LIST)
    for n, p in enumerate(EVERYBODY, 1):
        page.data([None, None, n, *cells(p, KEYS)], p, p.kk)
    check(xlsx({"D": page}), page)


def test_a_sheet_name_with_rt_and_village_names_the_village() -> None:
    pages = {f"RT {n} Tatakan": Page().above(*LIST).people(KEYS, family, numbered=True)
             for n, family in enumerate(FAMILIES, 1)}  # fmt: skip
    check(xlsx(pages), pages)

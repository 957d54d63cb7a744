"""Several things in one cell, cells out of place, tables side by side or on their side."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.spec.awkward_pages import (
    EVERYBODY,
    FAMILIES,
    Page,
    Somebody,
    cells,
    check,
    delimited,
    read,
    titled,
    wide_header,
    xlsx,
)

HEADER, KEYS = wide_header()
LIST = HEADER.split("|")


# --- several things in one cell

TWO_NUMBERS: dict[str, tuple[str, Callable[[Somebody], str]]] = {
    "nik_slash_kk": ("NIK / No. KK", lambda p: f"{p.nik} / {p.kk}"),
    "kk_above_nik": ("No KK/NIK", lambda p: f"{p.kk}\n{p.nik}"),
    "labelled": ("Nomor Identitas", lambda p: f"NIK: {p.nik} KK: {p.kk}"),
    "labelled_kk_first": ("NIK dan No. KK", lambda p: f"No. KK {p.kk}, NIK {p.nik}"),
    "one_blank_between": ("NIK DAN KK", lambda p: f"{p.nik} {p.kk}"),
    "spaced_digits": ("NIK/NOMOR KK", lambda p: f"{p.nik[:6]} {p.nik[6:12]} {p.nik[12:]} / {p.kk}"),
    "the_header_says_nik_only": ("NIK", lambda p: f"{p.nik}/{p.kk}"),
    "the_header_says_kk_only": ("No. KK", lambda p: f"{p.nik} - {p.kk}"),
    "brackets": ("NIK (No. KK)", lambda p: f"{p.nik} ({p.kk})"),
}  # fmt: skip


@pytest.mark.parametrize("wording", TWO_NUMBERS)
def test_nik_and_kk_in_one_cell(wording: str) -> None:
    header, both = TWO_NUMBERS[wording]
    page = titled().above("No", header, "Nama", "L/P", "Tgl Lahir", "Hub Keluarga", "Alamat")
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, both(p), *cells(p, "nama jk tgl shdk alamat")], p, p.kk, kk=p.kk)
    check(xlsx({"Data": page}), page)


def test_nik_and_kk_in_one_cell_with_the_kk_on_the_heads_row_only() -> None:
    page = titled().above("No", "NIK / No. KK", "Nama", "L/P", "Tgl Lahir", "Hub Keluarga")
    for n, family in enumerate(FAMILIES, start=1):
        for p in family:
            head = p is family[0]
            both = f"{p.nik} / {p.kk}" if head else p.nik
            page.data([n if head else None, both, *cells(p, "nama jk tgl shdk")], p, p.kk)
    check(xlsx({"Data": page}), page)


NAME_AND_NUMBER: dict[str, tuple[str, Callable[[Somebody], str]]] = {
    "name_slash_nik": ("NAMA / NIK", lambda p: f"{p.name} / {p.nik}"),
    "nik_below_name": ("Nama dan NIK", lambda p: f"{p.name}\n{p.nik}"),
    "nik_in_brackets": ("Nama (NIK)", lambda p: f"{p.name} ({p.nik})"),
    "labelled": ("Nama Lengkap", lambda p: f"{p.name} NIK. {p.nik}"),
    "nik_first": ("NIK - NAMA", lambda p: f"{p.nik} - {p.name}"),
    "the_header_says_name_only": ("NAMA", lambda p: f"{p.name}, {p.nik}"),
    "no_ktp": ("Nama/No. KTP", lambda p: f"{p.name}\nKTP: {p.nik}"),
}  # fmt: skip


@pytest.mark.parametrize("wording", NAME_AND_NUMBER)
def test_name_and_nik_in_one_cell(wording: str) -> None:
    header, both = NAME_AND_NUMBER[wording]
    page = titled().above("No", "No. KK", header, "L/P", "Tgl Lahir", "Hub Keluarga")
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, p.kk, both(p), *cells(p, "jk tgl shdk")], p, p.kk, kk=p.kk)
    check(xlsx({"Data": page}), page)


def test_name_nik_and_kk_in_one_cell() -> None:
    page = titled().above("No", "Nama / NIK / No. KK", "L/P", "Tgl Lahir", "Alamat")
    for n, p in enumerate(EVERYBODY, start=1):
        whole = f"{p.name}\nNIK {p.nik}\nKK {p.kk}"
        page.data([n, whole, *cells(p, "jk tgl alamat")], p, p.kk, kk=p.kk)
    check(xlsx({"Data": page}), page)


def test_a_name_cell_without_number_is_still_a_name() -> None:
    page = titled().above("No", "Nama / NIK", "L/P", "Tgl Lahir")
    for n, p in enumerate(EVERYBODY, start=1):
        known = n % 4 != 0
        whole = f"{p.name} / {p.nik}" if known else p.name
        page.data([n, whole, *cells(p, "jk tgl")], p, nik=p.nik if known else None)
    check(xlsx({"Data": page}), page)


# --- tables side by side


def test_two_tables_side_by_side_with_the_same_headers() -> None:
    """Left RT 01, right RT 02; a row of the sheet then holds two rows of the list."""
    header = ["No", "NIK", "Nama", "L/P", "Tgl Lahir"]
    left, right = EVERYBODY[:8], EVERYBODY[8:]
    one, two = titled(), Page()
    one.above("RT 01", *[None] * 5, "RT 02").above(*header, None, *header)
    two.lines = [list(line) for line in one.lines]
    for n, p in enumerate(left, start=1):
        row: list[object] = [n, *cells(p, "nik nama jk tgl"), None]
        other = right[n - 1] if n <= len(right) else None
        row += [n, *cells(other, "nik nama jk tgl")] if other else [None] * 5
        one.data(row, p)
        two.data(row, other) if other else two.above(*row)
    content = xlsx({"Data": one})
    core = check(content, {"Data": one, "Data (kolom G-K)": two})
    assert sorted(core["person"]["nama"]) == sorted(p.name for p in EVERYBODY)


def test_three_tables_side_by_side_without_a_gap_and_with_totals() -> None:
    header = ["NO KK", "NIK", "NAMA"]
    thirds = [EVERYBODY[0:5], EVERYBODY[5:10], EVERYBODY[10:]]
    pages = [titled().above(*header * 3) for _ in thirds]
    for n in range(5):
        row = [c for part in thirds for c in
               (cells(part[n], "kk nik nama") if n < len(part) else [None] * 3)]  # fmt: skip
        for part, page in zip(thirds, pages, strict=True):
            known = {"sex": None, "birth_date": None}
            page.data(row, part[n], part[n].kk, **known) if n < len(part) else page.above(*row)
    total = [None, "JUMLAH", 5, None, "JUMLAH", 5, None, "JUMLAH", 4]
    for page in pages:
        page.aside(*total)
    names = ["Data", "Data (kolom D-F)", "Data (kolom G-I)"]
    check(xlsx({"Data": pages[0]}), dict(zip(names, pages, strict=True)))


def test_a_parent_with_the_same_headers_is_no_table_of_its_own() -> None:
    """NIK and NAMA stand again below AYAH and IBU; that is one table."""
    page = titled()
    page.above("No", "No. KK", "Penduduk", None, None, None, "Ayah", None, "Ibu", None)
    page.above(None, None, "NIK", "Nama", "L/P", "Tgl Lahir", "NIK", "Nama", "NIK", "Nama")
    page.merge(3, 3, 3, 6).merge(3, 7, 3, 8).merge(3, 9, 3, 10)
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, "kk nik nama jk tgl"), None, "KASTALANI", None, p.mother], p, p.kk)
    check(xlsx({"Data": page}), page)


# --- cells out of place


def rows_with(move: Callable[[list[object]], list[object]], odd: range) -> Page:
    page = titled().above(*LIST, None)
    for n, p in enumerate(EVERYBODY, start=1):
        row = [n, *cells(p, KEYS), None]
        page.data(move(row) if n in odd else row, p, p.kk, kk=p.kk, rt="1", rw="2")
    return page


MOVES: dict[str, Callable[[list[object]], list[object]]] = {
    "one_to_the_right_from_the_kk_on": lambda row: [row[0], None, *row[1:-1]],
    "the_whole_row_one_to_the_right": lambda row: [None, *row[:-1]],
    "the_number_is_missing_and_all_moved_left": lambda row: [*row[1:], None],
    "one_to_the_right_from_the_name_on": lambda row: [*row[:3], None, *row[3:-1]],
}


@pytest.mark.parametrize("kind", MOVES)
def test_rows_shifted_by_one_cell_are_put_right(kind: str) -> None:
    page = rows_with(MOVES[kind], range(5, 10))
    core = check(xlsx({"Data": page}), page)
    reported = [
        row for row, problems in core["record"].select("row", "problems").rows()
        if "cells_shifted" in {p["code"] for p in problems}
    ]  # fmt: skip
    assert sorted(reported) == list(range(8, 13))


def test_a_deleted_cell_is_put_right_where_the_birth_date_shows_which() -> None:
    """Members take the KK of the rows above; a head without KK has none."""
    page = rows_with(lambda row: [row[0], *row[2:], None], range(3, 6))
    head = page.wanted[8]
    head.values["kk"] = head.family = None
    check(xlsx({"Data": page}), page)


def test_a_shift_that_is_in_doubt_is_reported_and_not_guessed() -> None:
    """Without a birth date nobody knows whether the KK or the NIK is missing."""
    page = titled().above("No", "No. KK", "NIK", "Nama", "Ket")
    for n, p in enumerate(EVERYBODY, start=1):
        row = [n, *cells(p, "kk nik nama"), None]
        if n == 5:
            page.rejected([n, p.nik, p.name, None, None], "name_missing")
        else:
            page.data(row, p, p.kk, sex=None, birth_date=None)
    check(xlsx({"Data": page}), page)


def test_words_instead_of_a_nik_are_no_shift() -> None:
    page = titled().above(*LIST)
    for n, p in enumerate(EVERYBODY, start=1):
        known = n not in (4, 9)
        nik = p.nik if known else "BELUM PUNYA KTP"
        page.data([n, *cells(p, KEYS, nik=nik)], p, p.kk, nik=p.nik if known else None)
    core = check(xlsx({"Data": page}), page)
    codes = {p["code"] for problems in core["record"]["problems"] for p in problems}
    assert "cells_shifted" not in codes


# --- tables on their side


@pytest.mark.parametrize("kind", ["usulan.xlsx", "usulan.csv"])
def test_a_table_on_its_side_is_refused_with_how_to_turn_it(kind: str) -> None:
    page = Page().above("DAFTAR USULAN DESA TATAKAN")
    for header, key in zip(LIST[1:8], KEYS.split()[:7], strict=True):
        page.above(header, *[cells(p, key)[0] for p in EVERYBODY])
    content = xlsx({"Data": page}) if kind.endswith("xlsx") else delimited(page)
    files = read(content, kind, "usulan-desa").files
    assert files["code"].to_list() == ["transposed"]
    assert "Transpos" in files["message"][0]


# --- papers of another kind


@pytest.mark.parametrize("kind", ["Tatakan.xlsx", "Tatakan.csv"])
def test_a_filled_verification_list_among_the_proposals_proposes_nobody(kind: str) -> None:
    page = Page().above("No", "ID Temuan", "NIK", "Nama", "Tanggal Lahir", "Hasil Verifikasi")
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, f"f{n:016}", p.nik, p.name, "", "Tidak Layak"], p, p.kk)
    content = xlsx({"Daftar Verifikasi": page}) if kind.endswith("xlsx") else delimited(page)
    intake = read(content, kind, "usulan-desa")
    assert intake.files["code"].to_list() == ["is_reply"]
    assert "folder verifikasi" in intake.files["message"][0]
    assert read(content, kind, "verifikasi").files["code"].to_list() == [None]


# --- one title row a family

TITLE_ROWS: dict[str, Callable[[Somebody], str]] = {
    "number_alone": lambda p: p.kk,
    "label_and_name": lambda p: f"NO. KK : {p.kk} (KEPALA KELUARGA : {p.name})",
    "family_of": lambda p: f"KELUARGA {p.name} - {p.kk}",
    "name_and_number": lambda p: f"{p.name} / {p.kk}",
    "numbered": lambda p: f"KK {p.kk} a.n. {p.name}",
    "head_first": lambda p: f"Kepala Keluarga : {p.name}   No. KK : {p.kk}",
}


@pytest.mark.parametrize("wording", TITLE_ROWS)
def test_the_kk_in_a_merged_title_row_above_each_family(wording: str) -> None:
    page = titled().above("No", "NIK", "Nama", "L/P", "Tgl Lahir", "Hub Keluarga")
    for family in FAMILIES:
        page.data([TITLE_ROWS[wording](family[0]), *[None] * 5])
        page.merge(page.next - 1, 1, page.next - 1, 6)
        for n, p in enumerate(family, start=1):
            page.data([n, *cells(p, "nik nama jk tgl shdk")], p, p.kk, kk=p.kk)
    core = check(xlsx({"Data": page}), page)
    assert set(core["household"]["kk"]) == {family[0].kk for family in FAMILIES}


def test_a_header_on_every_printed_page_is_no_data() -> None:
    page = titled().above(*LIST)
    for n, p in enumerate(EVERYBODY, start=1):
        if n in (5, 10):
            page.aside("DAFTAR USULAN KELUARGA MISKIN").aside(f"Halaman {n // 5 + 1} dari 3")
            page.aside(*LIST)
        page.data([n, *cells(p, KEYS)], p, p.kk, rt="1", rw="2")
    check(xlsx({"Data": page}), page)

"""What people do by hand to a village list: boxes, marks, examples, numbers before names."""

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
    titled,
    wide_header,
    xlsx,
)

HEADER, KEYS = wide_header()
LIST = HEADER.split("|")
SOME = 9
MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
).split()
DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()


def listed(page: Page, who: list[Somebody] = EVERYBODY, first: int = 1) -> Page:
    for n, p in enumerate(who, start=first):
        page.data([n, *cells(p, KEYS)], p, p.kk, rt="1", rw="2")
    return page


def test_a_nik_in_sixteen_boxes_of_one_digit() -> None:
    page = titled().above("No", "Nama", "NIK", *[None] * 15, "L/P", "Tgl Lahir")
    page.merge(page.next - 1, 3, page.next - 1, 18)
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, p.name, *p.nik, p.sex, p.day()], p)
    check(xlsx({"Data": page}), page)


def test_kk_nik_and_birth_date_in_boxes_side_by_side() -> None:
    page = titled().above(
        "No", "No. KK", *[None] * 15, "NIK", *[None] * 15, "Nama", "Tgl Lahir", *[None] * 7, "RT"
    )
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *p.kk, *p.nik, p.name, *p.day("%d%m%Y"), "1"], p, p.kk, sex=None, rt="1")
    check(xlsx({"Data": page}), page)


def test_a_header_over_two_columns_whose_cells_stand_in_the_right_one() -> None:
    page = titled().above("No", "No. KK", None, "NIK", None, "Nama", None, "L/P", "Tgl Lahir", None)
    top = page.next - 1
    for left in (2, 4, 6, 9):
        page.merge(top, left, top, left + 1)
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, None, p.kk, None, p.nik, None, p.name, p.sex, None, p.day()], p, p.kk)
    check(xlsx({"Data": page}), page)


def test_first_and_last_name_in_columns_of_their_own() -> None:
    page = titled().above("NIK", "Nama Depan", "Nama Belakang", "L/P", "Tgl Lahir")
    for p in EVERYBODY:
        first, _, last = p.name.partition(" ")
        page.data([p.nik, first, last or None, p.sex, p.day()], p)
    check(xlsx({"Data": page}), page)


def test_names_with_their_number_in_the_family() -> None:
    page = titled().above("NIK", "Nama", "L/P", "Tgl Lahir", "No. KK")
    for family in FAMILIES:
        for n, p in enumerate(family, start=1):
            page.data(
                [p.nik, f"{n}. {p.name}", p.sex, p.day(), p.kk], p, p.kk, nama=f"{n}. {p.name}"
            )
    core = check(xlsx({"Data": page}), page)
    assert not core["person"]["name_folded"].str.contains(r"\d").any()


def test_the_kk_and_its_head_in_one_merged_cell() -> None:
    page = titled().above("No", "No. KK / Kepala Keluarga", "NIK", "Nama", "L/P", "Tgl Lahir")
    for n, family in enumerate(FAMILIES, start=1):
        top = page.next
        for p in family:
            head = p is family[0]
            both = f"{p.kk}\n{p.name}" if head else None
            page.data([n if head else None, both, *cells(p, "nik nama jk tgl")], p, p.kk, kk=p.kk)
        if len(family) > 1:
            page.merge(top, 2, page.next - 1, 2)
    check(xlsx({"Data": page}), page)


def test_a_list_of_heads_of_family_only() -> None:
    page = titled()
    page.above("No", "Nama Kepala Keluarga", "NIK", "No. KK", "L/P", "Tgl Lahir", "Jumlah Jiwa")
    for n, family in enumerate(FAMILIES, start=1):
        page.data(
            [n, *cells(family[0], "nama nik kk jk tgl"), len(family)], family[0], family[0].kk
        )
    check(xlsx({"Data": page}), page)


def test_an_example_row_in_a_form_is_nobody() -> None:
    page = titled().above(*LIST)
    page.aside("Contoh", "6305020101120011", "6305021708800001", "NAMA LENGKAP", "L", "TAPIN",
               "17-08-1980", "KEPALA KELUARGA", "NAMA IBU", "JL", "001", "002")  # fmt: skip
    check(xlsx({"Data": listed(page)}), page)


@pytest.mark.parametrize("form", ["{}", "({})", "{}."])
def test_letters_that_count_the_columns(form: str) -> None:
    page = titled().above(*LIST).aside(*[form.format(letter) for letter in "abcdefghijkl"])
    check(xlsx({"Data": listed(page)}), page)


def test_units_below_the_header() -> None:
    page = titled().above(*LIST)
    page.aside(None, "(16 digit)", "(16 digit)", "(sesuai KTP)", "(L/P)", None, "(hh-bb-tttt)")
    check(xlsx({"Data": listed(page)}), page)


def test_footnote_marks_on_headers() -> None:
    page = titled().above("No", "No. KK *)", "N I K **", "N a m a*", "L / P 1)",
                          "Tgl. Lahir (hh/bb/tttt) *", "Hub. dgn KK²)")  # fmt: skip
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, "kk nik nama jk tgl shdk")], p, p.kk)
    page.aside("*) sesuai Kartu Keluarga").aside("**) 16 digit")
    check(xlsx({"Data": page}), page)


def test_people_added_below_the_signature() -> None:
    page = listed(titled().above(*LIST), EVERYBODY[:SOME])
    page.above().aside(*[None] * 8, "Tatakan, 5 Agustus 2026")
    page.aside(*[None] * 8, "Pambakal Tatakan").aside(*[None] * 8, "H. SYAMSUDDIN")
    page.above().aside("TAMBAHAN :")
    check(xlsx({"Data": listed(page, EVERYBODY[SOME:], SOME + 1)}), page)


def test_subtotals_and_broken_formulas_among_the_rows() -> None:
    page = listed(titled().above(*LIST), EVERYBODY[:SOME])
    page.aside(None, "SUB TOTAL RT 01", None, 4).aside("Jumlah RT 01 : 5 KK")
    listed(page, EVERYBODY[SOME:], SOME + 1)
    page.aside(None, None, "#REF!", None).aside("TOTAL", "#N/A", 14)
    check(xlsx({"Data": page}), page)


def test_a_label_merged_down_the_left_of_a_far_corner() -> None:
    page = Page()
    for _ in range(9):
        page.above()
    page.above(None, None, "DESA TATAKAN").above(None, None, None, *LIST)
    top = page.next
    for n, p in enumerate(EVERYBODY, start=1):
        label = "RT 01" if n == 1 else None
        page.data([None, None, label, n, *cells(p, KEYS)], p, p.kk, rt="1", rw="2")
    page.merge(top, 3, page.next - 1, 3)
    check(xlsx({"Data": page}), page)


def test_the_village_named_in_the_header_row() -> None:
    page = Page().above("DESA TATAKAN", *LIST)
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([None, n, *cells(p, KEYS)], p, p.kk, rt="1", rw="2")
    check(xlsx({"Data": page}), page)


def test_every_line_of_a_text_file_quoted_as_a_whole() -> None:
    page = listed(Page().above("DESA TATAKAN").above(*LIST))
    lines = [";".join("" if v is None else str(v) for v in line) for line in page.lines]
    check("".join(f'"{line}"\n' for line in lines).encode(), page, "usulan.csv")


NUMBER_FORMS: list[Callable[[str], str]] = [
    lambda t: " ".join(t[i : i + 4] for i in range(0, 16, 4)),
    lambda t: ".".join((t[:6], t[6:12], t[12:])),
    lambda t: "-".join((t[:2], t[2:4], t[4:6], t[6:12], t[12:])),
    lambda t: f"NIK. {t}",
    lambda t: f"`{t}",
    lambda t: f"{t}\u200b",
    lambda t: f"No.{t}",
]


def test_numbers_in_every_grouping_and_with_labels() -> None:
    page = titled().above("No", "No. KK", "NIK", "Nama", "Tgl Lahir", "L/P")
    for n, p in enumerate(EVERYBODY, start=1):
        kk, nik = (NUMBER_FORMS[(n + i) % len(NUMBER_FORMS)] for i in range(2))
        page.data([n, kk(p.kk), nik(p.nik), p.name, p.day(), p.sex], p, p.kk, kk=p.kk)
    check(xlsx({"Data": page}), page)


BIRTHS: list[Callable[[Somebody], str]] = [
    lambda p: f"Tapin,{p.born.day}-{p.born.month}-{p.born.year}",
    lambda p: f"TAPIN {p.day('%d%m%Y')}",
    lambda p: f"Tapin / {p.day()}",
    lambda p: f"{p.day('%d/%m/%Y')}, Tapin",
    lambda p: f"TAPIN\n{p.born.day} {MONTHS[p.born.month - 1]} {p.born.year}",
    lambda p: f"Tapin, {p.day('%d.%m.%y')}",
    lambda p: f"TAPIN({p.day()})",
    lambda p: f"Kab. Tapin, tgl {p.day()}",
]


def test_place_and_date_of_birth_in_every_order() -> None:
    page = titled().above("NIK", "Nama", "L/P", "Tempat, Tgl Lahir")
    for n, p in enumerate(EVERYBODY):
        page.data([p.nik, p.name, p.sex, BIRTHS[n % len(BIRTHS)](p)], p)
    check(xlsx({"Data": page}), page)


def test_dates_with_their_weekday() -> None:
    page = titled().above("NIK", "Nama", "L/P", "Tgl Lahir")
    for p in EVERYBODY:
        day = f"{p.born.day} {MONTHS[p.born.month - 1]} {p.born.year}"
        page.data([p.nik, p.name, p.sex, f"{DAYS[p.born.weekday()]}, {day}"], p)
    check(xlsx({"Data": page}), page)


def test_day_month_in_words_and_year_in_columns_of_their_own() -> None:
    page = titled().above("No", "NIK", "Nama", "L/P", "Tanggal Lahir", None, None)
    page.above(None, None, None, None, "Tgl", "Bulan", "Tahun")
    for n, p in enumerate(EVERYBODY, start=1):
        born = [p.born.day, MONTHS[p.born.month - 1], p.born.year]
        page.data([n, p.nik, p.name, p.sex, *born], p)
    check(xlsx({"Data": page}), page)


# --- the order of day and month is decided for the column, and reported

ORDERS = {
    "day_first": ["%d-%m-%Y", "%d/%m/%y"],
    "month_first": ["%m/%d/%Y"],
    "mixed": ["%m/%d/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d/%m/%y"],
}


@pytest.mark.parametrize("order", ORDERS)
def test_the_order_of_a_date_column_is_decided_and_reported(order: str) -> None:
    page = titled().above("NIK", "Nama", "L/P", "Tgl Lahir")
    forms = ORDERS[order]
    for n, p in enumerate(EVERYBODY):
        page.data([p.nik, p.name, p.sex, p.day(forms[n % len(forms)])], p)
    core = check(xlsx({"Data": page}), page)
    ((canonical, found),) = core["date_order"].select("canonical", "order").rows()
    assert (canonical, found) == ("tanggal_lahir", order)


def test_an_unknown_date_column_written_month_first_is_found_by_the_nik() -> None:
    page = titled().above("NIK", "Nama", "L/P", "Dtg ke dunia")
    for p in EVERYBODY:
        page.data([p.nik, p.name, p.sex, p.day("%m/%d/%Y")], p)
    check(xlsx({"Data": page}), page)

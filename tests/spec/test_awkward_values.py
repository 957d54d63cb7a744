"""Numbers, dates and villages as offices type them, read from files with the truth next to them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.spec.awkward_pages import (
    EVERYBODY,
    FAMILIES,
    Page,
    Somebody,
    cells,
    check,
    check_all,
    delimited,
    wide_header,
    xlsx,
)

HEADER, KEYS = wide_header()
LIST = HEADER.split("|")
EPOCH = date(1899, 12, 30)
MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)


def listed() -> Page:
    return Page().above("DESA TATAKAN").above(*LIST)


# --- numbers

NIK_FORMS = {
    "apostrophe": lambda nik: "'" + nik,
    "curly_apostrophe": lambda nik: "\u2019" + nik,
    "nbsp": lambda nik: f"\u00a0{nik}\u00a0",
    "groups": lambda nik: f"{nik[:6]} {nik[6:12]} {nik[12:]}",
    "fours": lambda nik: " ".join(nik[i : i + 4] for i in range(0, 16, 4)),
    "dots": lambda nik: f"{nik[:6]}.{nik[6:12]}.{nik[12:]}",
    "dashes": lambda nik: f"{nik[:6]}-{nik[6:12]}-{nik[12:]}",
    "decimal": lambda nik: nik + ".0",
    "zero_width": lambda nik: f"\u200b{nik}\ufeff",
    "quotes": lambda nik: f'"{nik}"',
    "formula": lambda nik: f'="{nik}"',
    "label": lambda nik: f"NIK: {nik}",
    "tab": lambda nik: f"{nik}\t",
    "full_width": lambda nik: "".join(chr(ord(c) + 0xFEE0) for c in nik),
    "line_break": lambda nik: f"{nik[:8]}\n{nik[8:]}",
    "letters_o": lambda nik: nik.replace("0", "O", 1),
    "semicolon_end": lambda nik: nik + ";",
    "comma_decimal": lambda nik: nik + ",00",
}  # fmt: skip


def test_a_nik_and_kk_typed_oddly_are_read() -> None:
    files = {}
    for form, typed in NIK_FORMS.items():
        page = listed()
        for n, p in enumerate(EVERYBODY, start=1):
            page.data([n, *cells(p, KEYS, nik=typed(p.nik), kk=typed(p.kk))], p, p.kk, kk=p.kk)
        files[form] = (xlsx({"Data": page}), page)
    check_all(files)


def test_a_nik_as_a_number_loses_its_last_digit_and_is_marked() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS, nik=float(p.nik[:15] + "0"))], p, p.kk, nik=None,
                  nik_status="rounded", nik_digits=p.nik[:15] + "0")  # fmt: skip
    check(xlsx({"Data": page}), page)


def test_a_nik_as_a_number_among_typed_ones_is_marked_alone() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        if n % 3 == 0:
            row = cells(p, KEYS, nik=int(p.nik[:15] + "0"))
            page.data([n, *row], p, p.kk, nik=None, nik_status="rounded")
        else:
            page.data([n, *cells(p, KEYS)], p, p.kk)
    check(xlsx({"Data": page}), page)


@pytest.mark.parametrize("form", ["6,30502E+15", "6.30502E+15", "6.30502e+15", "6,30502170880E+15"])
def test_scientific_notation_is_no_nik_and_no_kk(form: str) -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS, nik=form)], p, p.kk, nik=None, nik_status="scientific")
    check(xlsx({"Data": page}), page)


def test_scientific_family_numbers_do_not_join_all_families() -> None:
    page = Page().above("DESA TATAKAN").above("No", "No KK", "NIK", "Nama", "Tgl Lahir", "SHDK")
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, "kk nik nama tgl shdk", kk="6,30502E+15")], p, p.kk, sex=None,
                  kk=None)  # fmt: skip
    check(xlsx({"Data": page}), page)


DAMAGED = [
    ("630502170880000", "short"), ("63050217088000011", "long"), ("0000000000000000", "dummy"),
    ("9999999999999999", "dummy"), ("1234567890123456", "dummy"), ("6305000000000000", "dummy"),
    ("-", "missing"), ("0", "dummy"), (None, "missing"), ("6305021713800001", "bad_date"),
    ("belum ada", "missing"), ("6305022013990000", "dummy"), ("dalam proses", "missing"),
    ("63050217O88OX001", "letters"), ("xxx", "missing"),
]  # fmt: skip


def test_damaged_numbers_are_no_nik_but_the_row_stays() -> None:
    page = listed()
    for n, (typed, status) in enumerate(DAMAGED, start=1):
        p = EVERYBODY[n % len(EVERYBODY)]
        page.data([n, *cells(p, KEYS, nik=typed, rt=n)], p, nik=None, nik_status=status)
    check(xlsx({"Data": page}), page)


@pytest.mark.parametrize("kk", ["0", "-", "0000000000000000", "9999999999999999", "belum"])
def test_a_dummy_kk_does_not_join_families(kk: str) -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS, kk=kk)], p, p.kk, kk=None)
    check(xlsx({"Data": page}), page)


def test_swapped_nik_and_kk_columns_are_put_right() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS, kk=p.nik, nik=p.kk)], p, p.kk, kk=p.kk)
    check(xlsx({"Data": page}), page)


def test_swapped_nik_and_kk_cells_of_one_family_are_put_right() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        swapped = {"kk": p.nik, "nik": p.kk} if p in FAMILIES[3] else {}
        page.data([n, *cells(p, KEYS, **swapped)], p, p.kk, kk=p.kk)
    check(xlsx({"Data": page}), page)


def test_a_kk_typed_with_one_wrong_digit_stays_with_its_family_in_part() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        short = {"kk": p.kk[:15]} if p in FAMILIES[3] else {}
        page.data([n, *cells(p, KEYS, **short)], p, p.kk)
    check(xlsx({"Data": page}), page)


# --- dates


def _roman(month: int) -> str:
    return "I II III IV V VI VII VIII IX X XI XII".split()[month - 1]


DATE_FORMS = {
    "dashes": lambda d: f"{d:%d-%m-%Y}",
    "slashes": lambda d: f"{d:%d/%m/%Y}",
    "dots": lambda d: f"{d:%d.%m.%Y}",
    "bare": lambda d: f"{d.day}/{d.month}/{d.year}",
    "short_year": lambda d: f"{d.day}/{d.month}/{d:%y}",
    "iso": lambda d: f"{d:%Y-%m-%d}",
    "iso_slashes": lambda d: f"{d:%Y/%m/%d}",
    "with_time": lambda d: f"{d:%d-%m-%Y} 00:00:00",
    "iso_with_time": lambda d: f"{d:%Y-%m-%d}T00:00:00",
    "words": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "upper_words": lambda d: f"{d:%d} {MONTHS[d.month - 1].upper()} {d.year}",
    "short_words": lambda d: f"{d:%d}-{MONTHS[d.month - 1][:3]}-{d.year}",
    "short_words_year": lambda d: f"{d:%d}-{MONTHS[d.month - 1][:3]}-{d:%y}",
    "english": lambda d: f"{d:%d-%b-%Y}",
    "serial_text": lambda d: str((d - EPOCH).days),
    "serial_number": lambda d: (d - EPOCH).days,
    "serial_decimal": lambda d: f"{(d - EPOCH).days}.0",
    "date_cell": lambda d: d,
    "compact": lambda d: f"{d:%Y%m%d}",
    "compact_day_first": lambda d: f"{d:%d%m%Y}",
    "spaces": lambda d: f"{d:%d %m %Y}",
    "wide": lambda d: f"{d:%d} - {d:%m} - {d:%Y}",
    "apostrophe": lambda d: f"'{d:%d-%m-%Y}",
    "roman": lambda d: f"{d.day}-{_roman(d.month)}-{d.year}",
    "weekday": lambda d: f"Senin, {d.day} {MONTHS[d.month - 1]} {d.year}",
    "nbsp": lambda d: f"\u00a0{d.day}\u00a0{MONTHS[d.month - 1]}\u00a0{d.year}",
    "place": lambda d: f"Tapin, {d:%d-%m-%Y}",
    "american": lambda d: f"{d:%m/%d/%Y}",
    "american_bare": lambda d: f"{d.month}/{d.day}/{d:%y}",
    "double_separator": lambda d: f"{d:%d}--{d:%m}-{d:%Y}",
    "backslash": lambda d: f"{d:%d}\\{d:%m}\\{d:%Y}",
    "trailing_comma": lambda d: f"{d:%d-%m-%Y},",
}  # fmt: skip


def test_a_column_of_dates_in_one_form() -> None:
    files = {}
    for form, written in DATE_FORMS.items():
        page = listed()
        for n, p in enumerate(EVERYBODY, start=1):
            page.data([n, *cells(p, KEYS, tgl=written(p.born))], p, p.kk)
        files[form] = (xlsx({"Data": page}), page)
    check_all(files)


def test_a_column_of_dates_in_text() -> None:
    files = {}
    for form in ("dashes", "short_year", "words", "serial_text", "american", "iso"):
        page = Page().above(*LIST)
        for n, p in enumerate(EVERYBODY, start=1):
            page.data([n, *cells(p, KEYS, tgl=DATE_FORMS[form](p.born))], p, p.kk)
        files[f"tatakan {form}.csv"] = (delimited(page, ";"), page)
    check_all(files)


def test_dates_of_all_kinds_in_one_column() -> None:
    kinds = [form for name, form in DATE_FORMS.items() if "american" not in name]
    people = [Somebody(f"WARGA {i}", f"63050201018{i % 10}0{i:03d}", EVERYBODY[0].kk,
                       date(1980, 8, 1) + timedelta(days=i), "ANAK", "X")
              for i in range(len(kinds))]  # fmt: skip
    page = Page().above("DESA TATAKAN").above("No", "Nama", "Tgl Lahir")
    for n, (p, kind) in enumerate(zip(people, kinds, strict=True), start=1):
        page.data([n, p.name, kind(p.born)], birth_date=p.born)
    check(xlsx({"Data": page}), page)


def test_impossible_dates_leave_the_year_and_ask() -> None:
    page = listed()
    page.data([1, *cells(EVERYBODY[0], KEYS, tgl="31-02-1959")], EVERYBODY[0], birth_date=None,
              birth_year=1959)  # fmt: skip
    page.data([2, *cells(EVERYBODY[1], KEYS, tgl="00-00-1982")], EVERYBODY[1], birth_date=None,
              birth_year=1982)  # fmt: skip
    page.data([3, *cells(EVERYBODY[2], KEYS, tgl="2005")], EVERYBODY[2], birth_date=None,
              birth_year=2005)  # fmt: skip
    page.data([4, *cells(EVERYBODY[3], KEYS, tgl="31-07-2209")], EVERYBODY[3], birth_date=None)
    page.data([5, *cells(EVERYBODY[4], KEYS, tgl="Juni 1979")], EVERYBODY[4], birth_date=None,
              birth_year=1979)  # fmt: skip
    page.data([6, *cells(EVERYBODY[5], KEYS, tgl="01-09-2026")], EVERYBODY[5], birth_date=None)
    check(xlsx({"Data": page}), page)


def test_short_years_are_the_latest_not_after_the_period() -> None:
    page = listed()
    for n, (text, born) in enumerate(
        [("31/8/26", date(2026, 8, 31)), ("1/9/26", date(1926, 9, 1)), ("5/5/45", date(1945, 5, 5)),
         ("5/5/05", date(2005, 5, 5))]
    ):  # fmt: skip
        p = EVERYBODY[n]
        page.data([n, *cells(p, KEYS, tgl=text)], p, birth_date=born)
    check(xlsx({"Data": page}), page)


def test_day_and_month_exchanged_by_excel_are_put_back_where_the_nik_shows_it() -> None:
    """An American Excel reads 03/02/1982 as 2 March and leaves 17/08/1980 as text."""
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        typed: object = p.day("%d/%m/%Y")
        if p.born.day <= 12:
            typed = date(p.born.year, p.born.day, p.born.month)
        page.data([n, *cells(p, KEYS, tgl=typed)], p, p.kk)
    core = check(xlsx({"Data": page}), page)
    codes = {q["code"] for problems in core["record"]["problems"] for q in problems}
    assert "date_ambiguous" in codes


def test_a_swapped_row_without_birth_date_is_known_by_its_family() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        if p in (FAMILIES[0][1], FAMILIES[3][2]):
            row = cells(p, KEYS, kk=p.nik, nik=p.kk, tgl=None)
            page.data([n, *row], p, p.kk, kk=p.kk, birth_date=None)
        else:
            page.data([n, *cells(p, KEYS)], p, p.kk)
    check(xlsx({"Data": page}), page)


def test_a_family_under_its_heads_nik_takes_the_kk_from_the_heads_nik_cell() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        head = next(family[0] for family in FAMILIES if p in family)
        if head is not FAMILIES[3][0]:
            page.data([n, *cells(p, KEYS)], p, p.kk)
            continue
        nik = p.kk if p is head else p.nik
        page.data([n, *cells(p, KEYS, kk=head.nik, nik=nik)], p, p.kk, kk=p.kk)
    check(xlsx({"Data": page}), page)

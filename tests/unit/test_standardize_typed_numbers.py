"""NIK and KK: diagnosis of single numbers and the repairs that are certain."""

from __future__ import annotations

import pytest

from pipelines.standardize.typed_numbers import read_number

GOOD = "6305011903740001"


@pytest.mark.parametrize(
    "typed",
    [
        GOOD,
        f"'{GOOD}",
        f"{GOOD}.0",
        "6305 0119 0374 0001",
        "6305.0119.0374.0001",
        "6305\u00a00119\u00a00374\u00a00001",
        f'="{GOOD}"',
        f"NIK: {GOOD}",
        "\u0666\u0663\u0660\u0665\u0660\u0661\u0661\u0669\u0660\u0663\u0667\u0664\u0660\u0660\u0660\u0661",
    ],
)
def test_marks_around_the_sixteen_digits_do_not_matter(typed: str) -> None:
    assert read_number(typed) == (GOOD, "ok")


def test_letters_that_look_like_digits_are_repaired_when_the_number_can_exist() -> None:
    assert read_number("63O50l19O374OOOI") == (GOOD, "repaired")


def test_letters_are_not_repaired_into_an_impossible_date() -> None:
    assert read_number("63O5019919740001")[1] == "letters"


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("630501190374000", "short"),
        ("63050119037400011", "long"),
        ("6305012345678901234567890123456789012345", "long"),
        ("6,30505E+15", "scientific"),
        ("6.30501E+15", "scientific"),
        ("0", "dummy"),
        ("9999999999999999", "dummy"),
        ("1234567890123456", "dummy"),
        ("6305000000000000", "dummy"),
        ("6305013213740000", "dummy"),
        ("0630501100100012", "temporary"),
        ("6305011903740000", "rounded"),
        ("6305013202800001", "bad_date"),
        ("6305013002800001", "bad_date"),
        ("-", "missing"),
        ("BELUM ADA", "missing"),
    ],
)
def test_a_wrong_number_is_named_by_what_is_wrong_with_it(typed: str, status: str) -> None:
    assert read_number(typed)[1] == status


def test_digits_of_a_damaged_number_are_kept_for_near_comparison() -> None:
    assert read_number("630501190374000") == ("630501190374000", "short")
    assert read_number("6.30501E+15") == ("6305010000000000", "scientific")


def test_a_leap_day_exists_only_in_leap_years() -> None:
    assert read_number("6305012902800001")[1] == "ok"
    assert read_number("6305012902810001")[1] == "bad_date"


def test_a_womans_day_is_forty_higher() -> None:
    assert read_number("6305017112800001")[1] == "ok"
    assert read_number("6305017212800001")[1] == "bad_date"

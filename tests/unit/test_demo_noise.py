"""The errors of the demo regency do what their names say, and nothing worse."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.demo import names
from pipelines.demo.noise import (
    PROFILES,
    Corruptor,
    Written,
    is_no_value,
    misspell_place,
    spoil_birth,
    spoil_name,
    spoil_number,
)

NIKS = st.from_regex(r"6305[0-9]{2}[0-2][1-9]0[1-9][0-9]{2}000[1-9]", fullmatch=True)
SEEDS = st.integers(0, 2**20)
NAME_KINDS = sorted({kind for profile in PROFILES.values() for kind in profile.name})


@given(NIKS, SEEDS)
def test_one_wrong_digit_changes_exactly_one_place(nik: str, seed: int) -> None:
    spoilt = spoil_number(Random(seed), nik, "digit")
    assert sum(a != b for a, b in zip(nik, spoilt, strict=True)) == 1


@given(NIKS, SEEDS)
def test_transposition_swaps_two_neighbours(nik: str, seed: int) -> None:
    spoilt = spoil_number(Random(seed), nik, "transp")
    places = [i for i, (a, b) in enumerate(zip(nik, spoilt, strict=True)) if a != b]
    assert sorted(nik) == sorted(spoilt)
    assert len(places) == 2 and places[1] - places[0] == 1


@pytest.mark.parametrize(("kind", "length"), [("d15", 15), ("d17", 17), ("exc16", 16)])
@given(nik=NIKS, seed=SEEDS)
def test_lengths_follow_the_error(kind: str, length: int, nik: str, seed: int) -> None:
    assert len(spoil_number(Random(seed), nik, kind)) == length


@given(NIKS, SEEDS)
def test_scientific_notation_keeps_only_the_leading_digits(nik: str, seed: int) -> None:
    mantissa, exponent = spoil_number(Random(seed), nik, "sci").split("E+")
    assert exponent == "15"
    assert abs(int(mantissa.replace(",", "")) - int(nik[:6])) <= 1


@given(NIKS, SEEDS)
def test_a_dummy_says_nothing(nik: str, seed: int) -> None:
    assert is_no_value(spoil_number(Random(seed), nik, "dummy"))
    assert not is_no_value(nik)


@given(SEEDS, st.sampled_from(NAME_KINDS), st.sampled_from("LP"), st.integers(1940, 2024))
def test_no_error_empties_a_name(seed: int, kind: str, sex: str, year: int) -> None:
    rng = Random(seed)
    name = names.given_name(rng, sex, year)
    assert spoil_name(rng, name, kind, sex, "BAHRANI").strip()


@given(SEEDS, st.dates(date(1930, 1, 1), date(2026, 1, 1)))
def test_wrong_birth_dates_are_dates_or_say_that_they_are_none(seed: int, birth: date) -> None:
    rng = Random(seed)
    for kind in ("default", "daymonth", "year"):
        assert isinstance(spoil_birth(rng, birth, kind), date)
    assert spoil_birth(rng, birth, "missing") == ""
    assert spoil_birth(rng, birth, "invalid") == f"31-02-{birth.year}"


def test_without_noise_nothing_is_wrong() -> None:
    errors = Corruptor(Random(1), "usulan-desa", 0.0)
    assert errors.nik("6305014107800001").value == "6305014107800001"
    assert errors.name("SITI RAHMAH", "P").kind == ""
    assert errors.birth(date(1980, 7, 1)).value == date(1980, 7, 1)


def test_the_same_row_errs_the_same_way_every_month() -> None:
    def written(other_rows: int) -> list[Written]:
        errors = Corruptor(Random(other_rows), "dtks", 2.0)
        found = []
        for row in range(60):
            errors.about(1, "dtks", row)
            found.append(errors.nik("6305014107800001"))
        return found

    assert written(1) == written(2)


def test_twins_differ_in_name() -> None:
    rng = Random(5)
    assert all(names.twin_name(rng, n) != n for n in ("RAHMAD HIDAYAT", "NABILA", "ALI"))


def test_a_misspelt_village_is_another_text() -> None:
    assert misspell_place(Random(2), "Karangan Putih") != "Karangan Putih"

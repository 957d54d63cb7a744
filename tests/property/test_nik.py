"""What the digits of a NIK and a KK say, one number at a time and in columns."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipelines.domain.nik import (
    diagnose,
    fits_birth,
    has_date,
    kk_recorded,
    may_be_kk,
    nik_birth,
    nik_sex,
    sex_inside,
)
from pipelines.standardize.typed_numbers import read_number

LATEST = date(2026, 10, 31)
births = st.dates(date(1927, 1, 1), date(2026, 12, 31))
numbers = st.from_regex(r"[0-9]{6}[0-9]{2}[01][0-9]{3}[0-9]{4}", fullmatch=True)


def nik_of(day: date, woman: bool, serial: int) -> str:
    """A NIK of Binuang for a birth date, sex and serial."""
    shown = day.day + 40 if woman else day.day
    return f"630501{shown:02}{day.month:02}{day.year % 100:02}{serial:04}"


@given(births, st.booleans(), st.integers(1, 999))
@settings(deadline=None)
def test_a_nik_gives_back_the_birth_it_was_made_of(day: date, woman: bool, serial: int) -> None:
    nik = nik_of(day, woman, serial)
    assume(diagnose(nik) != "dummy")
    assert read_number(nik) == (nik, "ok")
    assert nik_birth(nik, LATEST) == day
    assert nik_sex(nik) == ("P" if woman else "L")
    assert may_be_kk(nik) != woman


@given(births, st.integers(1, 999))
@settings(deadline=None)
def test_a_kk_gives_back_the_day_it_was_recorded_on(day: date, serial: int) -> None:
    kk = nik_of(day, False, serial)
    assert kk_recorded(kk, LATEST) == (day if day <= LATEST else None)
    assert kk_recorded(nik_of(day, True, serial), LATEST) is None


@given(st.lists(numbers, min_size=1), births)
@settings(deadline=None)
def test_a_column_of_numbers_says_what_each_of_them_says(found: list[str], birth: date) -> None:
    said = pl.DataFrame({"nik": found, "birth": birth}).select(
        sex=sex_inside(pl.col("nik")), fits=fits_birth(pl.col("nik"), pl.col("birth"))
    )
    assert said["sex"].to_list() == [nik_sex(number) for number in found]
    assert said["fits"].to_list() == [nik_birth(number, birth) == birth for number in found]
    assert all((nik_birth(number, LATEST) is not None) == has_date(number) for number in found)

"""Months: which texts are one, their days, and the way from one to another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.domain.periods import (
    current_period,
    day_of,
    first_day,
    is_period,
    last_day,
    months_between,
    next_period,
    period_of,
    period_words,
)

PERIODS = st.dates(date(1900, 1, 1), date(2999, 11, 30)).map(period_of)


@pytest.mark.parametrize(
    "text", ["2026-1", "2026-13", "2026-00", "2026-10-01", "2026-10\n", "", "202610", "٢٠٢٦-10"]
)
def test_only_a_year_and_a_month_are_a_period(text: str) -> None:
    assert is_period("2026-10")
    assert not is_period(text)
    with pytest.raises(ValueError, match="no period"):
        last_day(text)


@given(st.text(max_size=9))
def test_whatever_is_no_period_has_no_words(text: str) -> None:
    if not is_period(text):
        with pytest.raises(ValueError, match="no period"):
            period_words(text)


@pytest.mark.parametrize(
    ("period", "last"), [("2026-02", 28), ("2028-02", 29), ("2026-04", 30), ("2026-12", 31)]
)
def test_a_period_ends_with_its_month(period: str, last: int) -> None:
    assert (first_day(period).day, last_day(period).day) == (1, last)
    assert period_of(first_day(period)) == period_of(last_day(period)) == period


def test_a_day_that_the_month_lacks_is_its_last() -> None:
    assert day_of("2027-02", 17) == date(2027, 2, 17)
    assert day_of("2027-02", 31) == date(2027, 2, 28)


@given(PERIODS)
def test_the_next_period_begins_where_a_period_ends(period: str) -> None:
    following = next_period(period)
    assert first_day(following) == last_day(period) + timedelta(days=1)
    assert following > period
    assert months_between(period, following) == 1


@given(PERIODS, PERIODS, PERIODS)
def test_months_between_periods_add_up(one: str, other: str, third: str) -> None:
    assert months_between(one, other) + months_between(other, third) == months_between(one, third)
    assert (months_between(one, other) > 0) == (one < other)


def test_a_period_is_said_in_indonesian() -> None:
    assert period_words("2026-08") == "Agustus 2026"


def test_the_current_period_is_that_of_the_offices_clock() -> None:
    east, west = current_period("Pacific/Kiritimati"), current_period("Pacific/Niue")
    assert 0 <= months_between(west, east) <= 1

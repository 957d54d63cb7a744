"""Numbers as they are written in Indonesia."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.domain.numbers import decimal, percent, rupiah, short_percent, signed, thousands
from pipelines.standardize.codes import read_money


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (999, "999"), (12345, "12.345"), (-1234567, "-1.234.567")]
)
def test_thousands_are_parted_by_dots(number: int, written: str) -> None:
    assert thousands(number) == written


def test_decimals_follow_a_comma() -> None:
    assert decimal(1234.5, 2) == "1.234,50"
    assert decimal(0.84, 1) == "0,8"


def test_shares_are_written_as_percents() -> None:
    assert percent(0.984) == "98,4%"
    assert percent(0.5) == "50,0%"
    assert percent(0.5, 0) == "50%"
    assert short_percent(0.125) == "12,5%"
    assert [short_percent(share) for share in (0, 0.5, 1)] == ["0%", "50%", "100%"]


def test_weights_have_a_sign() -> None:
    assert signed(15.4) == "+15,4"
    assert signed(-0.7) == "−0,7"


@given(st.integers(1, 10**12))
def test_an_amount_is_read_as_it_is_written(amount: int) -> None:
    assert read_money(rupiah(amount)) == amount


@given(st.integers())
def test_nothing_but_dots_is_added_to_a_count(number: int) -> None:
    assert thousands(number).replace(".", "") == str(number)

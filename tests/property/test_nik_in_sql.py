"""What a NIK says in SQL (`sql/domain/nik.sql`) is what it says in Python."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.domain.nik import kk_recorded, nik_birth, nik_sex
from pipelines.machine.database import define_macros

DATED = st.builds(
    "630501{:02d}{:02d}{:02d}{:04d}".format,
    st.integers(0, 99),
    st.integers(0, 13),
    st.integers(0, 99),
    st.integers(0, 9999),
)
"""Numbers whose date may or may not exist."""

NUMBERS = DATED | st.text("0123456789", min_size=16, max_size=16)
LATEST = st.dates(date(2020, 1, 31), date(2049, 12, 31))


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(duckdb.connect()) as opened:
        define_macros(opened)
        yield opened


@given(number=NUMBERS, latest=LATEST)
def test_sql_and_python_read_the_same_out_of_a_number(
    con: duckdb.DuckDBPyConnection, number: str, latest: date
) -> None:
    query = "select nik_birth($n, $day), nik_sex($n), kk_recorded($n, $day)"
    (said,) = con.execute(query, {"n": number, "day": latest}).fetchall()
    assert said == (nik_birth(number, latest), nik_sex(number), kk_recorded(number, latest))


@given(number=NUMBERS, latest=LATEST, other=st.dates(date(1950, 1, 1), date(2030, 1, 1)))
def test_a_number_fits_the_birth_date_that_it_holds(
    con: duckdb.DuckDBPyConnection, number: str, latest: date, other: date
) -> None:
    born = nik_birth(number, latest)
    for birth in (born, other):
        ((fits,),) = con.execute("select nik_fits(?, ?::date)", [number, birth]).fetchall()
        if born and birth:
            same = (born.day, born.month, born.year % 100) == (
                birth.day, birth.month, birth.year % 100
            )  # fmt: skip
            assert fits is same


@pytest.mark.parametrize("number", ["", "630501", "63050112048000011", None])
def test_a_number_of_another_length_says_nothing(
    con: duckdb.DuckDBPyConnection, number: str | None
) -> None:
    query = "select nik_birth($n, date '2026-10-31'), nik_sex($n), nik_front($n), nik_back($n)"
    assert con.execute(query, {"n": number}).fetchall() == [(None, None, None, None)]

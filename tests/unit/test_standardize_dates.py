"""Dates as offices type them."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from pipelines.standardize.dates import read_date, read_dates

LATEST = date(2026, 10, 31)


@pytest.mark.parametrize(
    "typed",
    [
        "12-08-1980",
        "12/8/80",
        "12.08.1980",
        "1980-08-12",
        "1980-08-12 00:00:00",
        "12/08/1980 0:00",
        "12 Agustus 1980",
        "12 agt 1980",
        "12-Aug-80",
        "12-VIII-1980",
        "Rantau, 12-08-1980",
        "29445",
        "29445.0",
        "19800812",
        "12081980",
        "August 12, 1980",
    ],
)
def test_one_day_is_read_in_every_form(typed: str) -> None:
    assert read_date(typed, LATEST).day == date(1980, 8, 12)


def test_two_digit_years_are_the_latest_not_after_the_period() -> None:
    assert read_date("31/10/26", LATEST).day == date(2026, 10, 31)
    assert read_date("1/11/26", LATEST).day == date(1926, 11, 1)


def test_a_day_that_does_not_exist_keeps_its_year() -> None:
    found = read_date("31-02-1959", LATEST)
    assert (found.day, found.year, found.kind) == (None, 1959, "invalid")


@pytest.mark.parametrize("typed", ["2009", "Agustus 2009", "00-00-2009", "08-2009"])
def test_a_year_alone_is_a_year_and_no_day(typed: str) -> None:
    found = read_date(typed, LATEST)
    assert found.day is None
    assert found.year == 2009


@pytest.mark.parametrize("typed", ["-", "0", "00-00-0000", "0000-00-00", "tidak tahu"])
def test_a_placeholder_is_no_date(typed: str) -> None:
    assert read_date(typed, LATEST).kind == "missing"


def _column(*values: str) -> list[date | None]:
    frame = pl.DataFrame({"d": values}).with_columns(
        source=pl.lit("s"), file=pl.lit("f"), sheet=pl.lit(""), table=pl.lit("t")
    )
    return read_dates(frame, "d", LATEST)["day"].to_list()


def test_a_column_with_month_first_evidence_is_read_month_first() -> None:
    assert _column("08/25/1980", "03/04/1990") == [date(1980, 8, 25), date(1990, 3, 4)]


def test_a_column_with_day_first_evidence_stays_day_first() -> None:
    assert _column("25/08/1980", "03/04/1990", "08/25/1980") == [
        date(1980, 8, 25),
        date(1990, 4, 3),
        date(1980, 8, 25),
    ]


def test_a_column_without_evidence_is_day_first() -> None:
    assert _column("03/04/1990") == [date(1990, 4, 3)]

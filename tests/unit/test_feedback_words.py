"""What the letter says: windows, trends, rows, files, and never a number of sixteen digits."""

from __future__ import annotations

import polars as pl
import pytest

from pipelines.office.config import WindowConfig
from pipelines.publish.letters.months import (
    MonthCount,
    trend_words,
    window_words,
)
from pipelines.publish.letters.village import Mistake, Where, mistakes_of, row_words, shown_file


def test_a_window_ends_with_the_month_at_the_latest() -> None:
    window = WindowConfig(first_day=20, last_day=31)
    assert window_words(window, "2027-02") == "tanggal 20 sampai 28 Februari 2027"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([7], "7"),
        ([7, 9, 10, 11], "7, 9–11"),
        ([2, 4, 6, 8, 9], "2, 4, 6 dan 2 baris lain"),
    ],
)
def test_rows_are_said_in_runs(rows: list[int], said: str) -> None:
    assert row_words(rows, most=3) == said


def test_a_text_file_has_no_sheet() -> None:
    assert Where("a.csv", "", (3,)).words(5) == "a.csv, baris 3"
    assert Where("a.xlsx", "RT 1", (3, 4)).words(5) == "a.xlsx, lembar RT 1, baris 3–4"


def test_a_file_named_by_a_nik_is_blotted_out() -> None:
    assert "6305011203800001" not in shown_file("2026-10/usulan-desa/6305011203800001.xlsx")


def test_a_long_file_name_keeps_its_beginning_and_end() -> None:
    shown = shown_file("2026-10/usulan-desa/" + "x" * 200 + "akhir.xlsx")
    assert len(shown) <= 61
    assert shown.startswith("xx")
    assert shown.endswith("akhir.xlsx")


@pytest.mark.parametrize(
    ("months", "begins"),
    [
        ([MonthCount("2026-10", 10, 9, 1, 5)], "Ini daftar pertama"),
        ([MonthCount("2026-09"), MonthCount("2026-10", 10, 9, 1, 5)], "Ini daftar pertama"),
        (
            [MonthCount("2026-09", 10, 9, 1, 8), MonthCount("2026-10", 10, 9, 1, 5)],
            "Lebih baik: baris yang perlu diperbaiki turun dari 80% pada September 2026",
        ),
        (
            [
                MonthCount("2026-08", 10, 9, 1, 1),
                MonthCount("2026-09"),
                MonthCount("2026-10", 10, 9, 1, 5),
            ],
            "Perlu perhatian: baris yang perlu diperbaiki naik dari 10% pada Agustus 2026",
        ),
        (
            [MonthCount("2026-09", 1000, 1, 0, 500), MonthCount("2026-10", 1000, 1, 0, 501)],
            "Baris yang perlu diperbaiki: 50,1%, hampir sama",
        ),
    ],
)
def test_the_trend_compares_with_the_last_list_that_came(
    months: list[MonthCount], begins: str
) -> None:
    assert trend_words(months).startswith(begins)


def test_a_month_without_a_list_has_no_trend() -> None:
    assert trend_words([MonthCount("2026-09", 10, 9, 1, 8), MonthCount("2026-10")]) == ""


def problem(code: str, column: str) -> dict[str, str]:
    return {"code": code, "column": column, "message": "…"}


def test_mistakes_are_ordered_by_the_rows_that_have_them() -> None:
    rows = pl.DataFrame(
        {
            "file": ["m/u/b.csv", "m/u/a.csv", "m/u/a.csv"],
            "sheet": ["", "", ""],
            "row": [5, 9, 8],
            "problems": [
                [problem("nik_short", "nik"), problem("nik_repaired", "nik")],
                [problem("date_missing", "tanggal_lahir"), problem("date_missing", "x")],
                [problem("nik_short", "nik"), problem("date_missing", "tanggal_lahir")],
            ],
        }
    ).vstack(
        pl.DataFrame(
            {
                "file": ["m/u/a.csv"],
                "sheet": [""],
                "row": [7],
                "problems": [[problem("nik_short", "nik")]],
            }
        )
    )
    first, second = mistakes_of(rows)
    assert (first.code, first.rows) == ("nik_short", 3)
    assert first.places == (Where("a.csv", "", (7, 8)), Where("b.csv", "", (5,)))
    # One row with the problem in two columns is one row.
    assert (second.code, second.rows, second.columns) == ("date_missing", 2, ("Tanggal lahir",))
    assert isinstance(first, Mistake)
    assert first.remedy

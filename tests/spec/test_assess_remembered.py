"""Criteria are remembered: what a village answered once stands for criteria_months."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.assess_world import BINUANG, COMFORTABLE, POOR, TATAKAN, Judged, World

BLANK: dict[str, Any] = dict.fromkeys(POOR)


def month(
    period: str,
    indicators: dict[str, Any] | None,
    previous: Path | None = None,
    database: Path | None = None,
    months: int = 12,
) -> Judged:
    """A month in which the village lists ani's family with these indicators (None = not at all)."""
    world = World(period)
    world.person("terdaftar")
    world.dtks("terdaftar")
    world.person("ani", "keluarga")
    if indicators is not None:
        world.village_row("ani", indicators, listed=date(int(period[:4]), int(period[5:]), 3))
    config = {"poverty": {"criteria_months": months}}
    return world.judge(config, previous=previous, database=database)


def poverty(judged: Judged) -> tuple[str, list[str], list[str]]:
    status = judged.household("keluarga")
    return status["poverty"], status["criteria_met"], status["criteria_missing"]


def test_a_blank_list_keeps_the_earlier_answers_and_tells_their_month(tmp_path: Path) -> None:
    month("2026-08", POOR, database=tmp_path / "a.duckdb")
    judged = month("2026-10", BLANK, tmp_path / "a.duckdb")
    assert poverty(judged) == ("poor", ["a", "e", "h"], [])
    flag = judged.flag("missing_from_dtks", "keluarga")
    assert flag and flag["subtype"] == "confirmed_poor"
    assert "kepala keluarga tidak bekerja (jawaban bulan 08-2026)" in flag["reasons"][0]["evidence"]
    remembered = judged.household("keluarga")["criteria_remembered"]
    assert {one["period"] for one in remembered} == {"2026-08"}
    assert [one["code"] for one in remembered] == list("0abcdefgh")


def test_a_new_answer_stands_over_the_earlier_one_cell_by_cell(tmp_path: Path) -> None:
    month("2026-08", POOR, database=tmp_path / "a.duckdb")
    judged = month("2026-10", {**BLANK, "kk_tidak_bekerja": False}, tmp_path / "a.duckdb")
    assert poverty(judged) == ("non_poor", ["e", "h"], [])
    codes = [one["code"] for one in judged.household("keluarga")["criteria_remembered"]]
    assert codes == list("0bcdefgh")


@pytest.mark.parametrize(
    ("period", "months", "kept"),
    [
        ("2027-08", 12, True),
        ("2027-09", 12, False),
        ("2026-10", 1, False),
        ("2026-09", 1, True),
        ("2026-09", 0, False),
    ],
)
def test_an_answer_is_kept_for_so_many_months(
    tmp_path: Path, period: str, months: int, kept: bool
) -> None:
    month("2026-08", POOR, database=tmp_path / "a.duckdb")
    judged = month(period, BLANK, tmp_path / "a.duckdb", months=months)
    assert poverty(judged)[0] == ("poor" if kept else "unknown")


def test_answers_outlive_months_in_which_the_family_is_not_listed(tmp_path: Path) -> None:
    month("2026-06", POOR, database=tmp_path / "a.duckdb")
    month("2026-07", None, tmp_path / "a.duckdb", tmp_path / "b.duckdb")
    month("2026-08", BLANK, tmp_path / "b.duckdb", tmp_path / "c.duckdb")
    judged = month("2026-09", BLANK, tmp_path / "c.duckdb")
    assert poverty(judged)[0] == "poor"
    assert {one["period"] for one in judged.household("keluarga")["criteria_remembered"]} == {
        "2026-06"
    }


def test_nothing_is_remembered_of_a_family_that_nobody_described() -> None:
    assert poverty(month("2026-10", BLANK))[0] == "unknown"


def test_of_two_villages_the_newest_list_is_remembered(tmp_path: Path) -> None:
    world = World("2026-08")
    world.person("ani", "keluarga")
    world.dtks("tetangga 63.05.02.2001 0")
    for village, day, said in ((TATAKAN, 3, POOR), (BINUANG, 9, COMFORTABLE)):
        world.village_row(
            "ani", said, village=village, file=f"{village}.xlsx", listed=date(2026, 8, day)
        )
    world.judge(database=tmp_path / "a.duckdb")
    judged = month("2026-09", BLANK, tmp_path / "a.duckdb")
    assert poverty(judged)[0] == "non_poor"

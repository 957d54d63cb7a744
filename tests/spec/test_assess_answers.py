"""What villages answered on their verification lists stays with the finding and decides nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.assess_world import POOR, Judged, World

KIND = "missing_from_dtks"
DAY = date(2026, 10, 21)


def month(period: str) -> World:
    """A month in which Ani's family is missing from the registry."""
    world = World(period, neighbours=3)
    world.person("terdaftar")
    world.dtks("terdaftar")
    world.person("ani")
    world.village_row("ani", POOR)
    return world


def answers(judged: Judged) -> list[tuple[Any, ...]]:
    table = judged.table("village_answer").sort("period", "row")
    return table.select("flag_id", "hasil", "catatan", "tanggal", "period").rows()


@pytest.fixture(scope="module")
def flag() -> dict[str, Any]:
    """The finding as September's list asked about it."""
    found = month("2026-09").judge().flag(KIND, "k-ani")
    assert found
    return found


def test_an_answer_is_kept_with_its_finding_and_changes_nothing(flag: dict[str, Any]) -> None:
    asked = month("2026-10")
    asked.reply(flag["flag_id"], "tidak_layak", catatan="punya mobil", tanggal=DAY)
    judged = asked.judge()
    assert answers(judged) == [(flag["flag_id"], "tidak_layak", "punya mobil", DAY, "2026-10")]
    untouched = month("2026-10").judge().flag(KIND, "k-ani")
    assert judged.flag(KIND, "k-ani") == untouched


def test_an_answer_is_still_there_in_the_months_after(flag: dict[str, Any], tmp_path: Path) -> None:
    first, second = tmp_path / "a.duckdb", tmp_path / "b.duckdb"
    asked = month("2026-10")
    asked.reply(flag["flag_id"], "layak", tanggal=DAY)
    asked.judge(database=first)
    month("2026-11").judge(previous=first, database=second)
    later = month("2026-12").judge(previous=second)
    assert answers(later) == [(flag["flag_id"], "layak", None, DAY, "2026-10")]


def test_the_same_answer_sent_again_is_listed_once_and_another_one_as_well(
    flag: dict[str, Any], tmp_path: Path
) -> None:
    asked = month("2026-10")
    asked.reply(flag["flag_id"], "layak", tanggal=DAY)
    asked.reply(flag["flag_id"], "layak", tanggal=DAY, file="sekali lagi.xlsx")
    asked.judge(database=tmp_path / "a.duckdb")
    again = month("2026-11")
    again.reply(flag["flag_id"], "layak", tanggal=DAY, file="terlambat.xlsx")
    again.reply(flag["flag_id"], "pindah", tanggal=date(2026, 11, 3))
    listed = answers(again.judge(previous=tmp_path / "a.duckdb"))
    assert [(row[1], row[4]) for row in listed] == [("layak", "2026-10"), ("pindah", "2026-11")]


@pytest.mark.parametrize(
    ("known", "hasil", "note", "expected"),
    [
        (True, None, None, 0),
        (True, None, "pagar dikunci", 1),
        (False, "layak", None, 0),
    ],
    ids=["left blank", "only a note", "no such finding"],
)
def test_what_counts_as_an_answer(
    flag: dict[str, Any], known: bool, hasil: str | None, note: str | None, expected: int
) -> None:
    asked = month("2026-10")
    asked.reply(flag["flag_id"] if known else "f0000000000000000", hasil, catatan=note)
    assert len(answers(asked.judge())) == expected


def test_a_nik_found_in_the_field_is_an_answer_too(flag: dict[str, Any]) -> None:
    asked = month("2026-10")
    asked.reply(flag["flag_id"], None, nik_lapangan=["6305015203800001"])
    asked.reply(flag["flag_id"], None, nik_lapangan=[], file="kosong.xlsx")
    listed = asked.judge().table("village_answer")
    assert listed["nik_lapangan"].to_list() == [["6305015203800001"]]

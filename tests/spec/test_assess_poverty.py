"""Who is poor: Kepmensos 262/HUK/2022 as the contract states it."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.support.assess_world import BINUANG, COMFORTABLE, POOR, TATAKAN, Judged, World

NOTHING: dict[str, Any] = {}
# what the list says of the household, and what follows
BY_INDICATORS: dict[str, tuple[dict[str, Any], str, str]] = {
    "three criteria are enough": (POOR, "poor", "aeh"),
    "two criteria are not": ({**POOR, "lantai": 1}, "non_poor", "ah"),
    "none at all": (COMFORTABLE, "non_poor", ""),
    "no dwelling is enough alone": ({**COMFORTABLE, "tempat_tinggal": False}, "poor", "0"),
    "no dwelling and nothing else given": ({"tempat_tinggal": False}, "poor", "0"),
    "two met and one missing": ({**POOR, "lantai": None}, "unknown", "ah"),
    "one met and one missing": ({**COMFORTABLE, "lantai": 8, "jamban": None}, "non_poor", "e"),
    "three met though five are missing": (
        {"kk_tidak_bekerja": True, "khawatir_pangan": True, "pangan_lebih_separuh": True},
        "poor",
        "abc",
    ),
    "nothing given": (NOTHING, "unknown", ""),
    "every criterion": (
        {
            "tempat_tinggal": True,
            "kk_tidak_bekerja": True,
            "khawatir_pangan": True,
            "pangan_lebih_separuh": True,
            "tidak_beli_pakaian": True,
            "lantai": 6,
            "dinding": 2,
            "jamban": 6,
            "daya_listrik": 0,
        },
        "poor",
        "abcdefgh",
    ),
    "floor 7 is no criterion": ({**POOR, "lantai": 7}, "non_poor", "ah"),
    "wall 5 is no criterion": ({**COMFORTABLE, "dinding": 5}, "non_poor", ""),
    "wall 4 is one": ({**COMFORTABLE, "dinding": 4}, "non_poor", "f"),
    "own latrine is no criterion": ({**COMFORTABLE, "jamban": 1}, "non_poor", ""),
    "shared latrine is one": ({**COMFORTABLE, "jamban": 2}, "non_poor", "g"),
    "900 VA is no criterion": ({**POOR, "daya_listrik": 900}, "non_poor", "ae"),
}


@pytest.fixture(scope="module")
def judged() -> Judged:
    world = World()
    for name, (indicators, _, _) in BY_INDICATORS.items():
        world.person(name)
        world.village_row(name, indicators)

    # the family's indicators stand on its first row only
    world.person("ibu", "first row")
    world.person("anak", "first row", shdk="anak")
    world.village_row("ibu", POOR, family_key="kk:1")
    world.village_row("anak", family_key="kk:1")
    # the child has a household of its own today, but is still listed with the parents
    world.person("bapak", "parents")
    world.person("menikah", "married child")
    world.village_row("bapak", POOR, family_key="kk:2")
    world.village_row("menikah", family_key="kk:2")
    # rows of one family contradict each other: the head's row stands
    world.person("kepala", "head stands")
    world.person("istri", "head stands", shdk="istri")
    world.village_row("istri", POOR, family_key="kk:3", shdk="istri")
    world.village_row("kepala", COMFORTABLE, family_key="kk:3", shdk="kepala")

    world.person("newer")
    world.village_row("newer", POOR, file="newer a.xlsx", listed=date(2026, 10, 20))
    world.village_row("newer", COMFORTABLE, file="newer b.xlsx", listed=date(2026, 10, 3))
    world.person("by path")
    world.village_row("by path", COMFORTABLE, file="path a.xlsx")
    world.village_row("by path", POOR, file="path b.xlsx")
    world.person("newest is silent")
    world.village_row("newest is silent", POOR, file="silent a.xlsx", listed=date(2026, 10, 3))
    world.village_row("newest is silent", file="silent b.xlsx", listed=date(2026, 10, 20))

    for name, here, there in (
        ("poor wins", COMFORTABLE, POOR),
        ("non_poor over unknown", COMFORTABLE, NOTHING),
    ):
        world.person(name)
        world.village_row(name, here, village=TATAKAN, file="tatakan.xlsx")
        world.village_row(name, there, village=BINUANG, file="binuang.xlsx")
    world.person("not proposed")
    return world.judge()


@pytest.mark.parametrize("name", BY_INDICATORS)
def test_poverty_follows_from_the_criteria(judged: Judged, name: str) -> None:
    _, poverty, met = BY_INDICATORS[name]
    status = judged.household(f"k-{name}")
    assert (status["poverty"], "".join(status["criteria_met"])) == (poverty, met)


def test_indicators_on_the_first_row_are_the_familys(judged: Judged) -> None:
    assert judged.household("first row")["poverty"] == "poor"


def test_a_child_with_a_household_of_its_own_takes_the_listed_familys_indicators(
    judged: Judged,
) -> None:
    assert judged.household("parents")["poverty"] == "poor"
    assert judged.household("married child")["poverty"] == "poor"


def test_where_rows_of_a_family_differ_the_heads_row_stands(judged: Judged) -> None:
    assert judged.household("head stands")["poverty"] == "non_poor"


@pytest.mark.parametrize(
    ("household", "poverty", "basis"),
    [
        ("k-newer", "poor", "date"),
        ("k-by path", "poor", "path"),
        ("k-newest is silent", "poor", "date"),
        ("k-three criteria are enough", "poor", "only"),
    ],
)
def test_within_a_village_the_newest_file_stands_and_says_why(
    judged: Judged, household: str, poverty: str, basis: str
) -> None:
    rows = judged.table("poverty").filter(pl.col("household_id") == household)
    assert rows.select("poverty", "basis").rows() == [(poverty, basis)]


@pytest.mark.parametrize(
    ("household", "poverty"), [("k-poor wins", "poor"), ("k-non_poor over unknown", "non_poor")]
)
def test_where_two_villages_differ_the_order_is_poor_non_poor_unknown(
    judged: Judged, household: str, poverty: str
) -> None:
    assert judged.household(household)["poverty"] == poverty


def test_nobody_judges_the_poverty_of_a_household_that_no_village_proposed(judged: Judged) -> None:
    assert judged.household("k-not proposed")["poverty"] is None


def test_the_number_of_criteria_and_the_codes_are_configuration() -> None:
    world = World()
    for name, indicators in (("two", {**POOR, "lantai": 1}), ("ceramic", POOR)):
        world.person(name)
        world.village_row(name, indicators)
    judged = world.judge({"poverty": {"min_criteria": 2, "lantai": [1]}})
    assert "".join(judged.household("k-two")["criteria_met"]) == "aeh"
    assert judged.household("k-ceramic")["poverty"] == "poor"

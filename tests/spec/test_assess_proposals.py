"""Who is proposed: lists of this period, but not population lists, the dead or the moved."""

from __future__ import annotations

import polars as pl
import pytest

from tests.support.assess_world import BINUANG, POOR, TAMBARANGAN, TATAKAN, Judged, World


def population_list(world: World, village: str, file: str, share: float) -> None:
    """List that share of the village's neighbours."""
    for n in range(int(world.neighbours * share)):
        world.village_row(f"tetangga {village} {n}", POOR, village=village, file=file)


def split_population_list(world: World, village: str) -> None:
    """List everyone in a village, one file an RT."""
    for n in range(world.neighbours):
        world.village_row(
            f"tetangga {village} {n}", POOR, village=village, file=f"{village} rt {n % 3}.xlsx"
        )


@pytest.fixture(scope="module")
def judged() -> Judged:
    world = World()
    for name in ("listed", "moved", "dead row", "one of two", "other of two", "last month"):
        world.person(name, "pair" if name.endswith("of two") else None)
    world.village_row("listed", POOR)
    world.village_row("moved", POOR, moved=True)
    world.village_row("dead row", POOR, dead=True)
    world.village_row("one of two", POOR, dead=True, family_key="kk:9")
    world.village_row("other of two", family_key="kk:9")
    world.village_row("last month", POOR, carried_from="2026-09", file="old.xlsx")
    world.person("guest", village=BINUANG)
    world.village_row("guest", POOR, village=BINUANG)  # in the file that is Tatakan's
    for n in range(4):
        world.person(f"more {n}")
        world.village_row(f"more {n}", POOR)
    population_list(world, BINUANG, "penduduk binuang.xlsx", 0.75)
    world.person("poor in binuang", village=BINUANG)
    world.village_row("poor in binuang", POOR, village=BINUANG, file="usulan binuang.xlsx")
    split_population_list(world, TAMBARANGAN)
    return world.judge()


@pytest.mark.parametrize(
    ("household", "proposed"),
    [
        ("k-listed", True),
        ("k-moved", False),
        ("k-dead row", False),
        ("pair", True),
        ("k-last month", False),
        (f"k-tetangga {BINUANG} 0", False),
        ("k-poor in binuang", True),
        (f"k-tetangga {TAMBARANGAN} 0", False),
    ],
)
def test_a_row_of_this_periods_list_proposes_its_household(
    judged: Judged, household: str, proposed: bool
) -> None:
    assert judged.household(household)["proposed"] is proposed


def test_the_indicators_on_a_dead_heads_row_still_speak_for_the_family(judged: Judged) -> None:
    assert judged.household("pair")["poverty"] == "poor"


def test_a_list_is_the_villages_that_most_of_its_rows_name(judged: Judged) -> None:
    assert judged.household("k-guest")["proposing_villages"] == [TATAKAN]
    assert judged.flag("duplicate_submission", "k-guest") is None


def test_population_lists_say_what_they_cover(judged: Judged) -> None:
    lists = judged.table("village_list").filter("population_list").sort("file")
    assert lists.select("village_code", "basis", "proposes").unique().sort("basis").rows() == [
        (BINUANG, "file", False),
        (TAMBARANGAN, "layout", False),
    ]


@pytest.mark.parametrize("subject", ["2026-10/usulan-desa/penduduk.xlsx", BINUANG])
def test_an_officer_can_confirm_a_population_list_by_file_or_village(subject: str) -> None:
    world = World()
    population_list(world, BINUANG, "penduduk.xlsx", 1)
    world.decide("population_list", subject, "confirm")
    assert world.judge().household(f"k-tetangga {BINUANG} 0")["proposed"]


def test_exactly_half_of_the_village_is_no_population_list() -> None:
    world = World()
    population_list(world, BINUANG, "usulan.xlsx", 0.5)
    judged = world.judge()
    assert judged.household(f"k-tetangga {BINUANG} 0")["proposed"]
    assert not judged.table("village_list").filter(pl.col("population_list")).height

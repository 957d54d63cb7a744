"""How each village kept to the submission window: decided here, read by every page and letter."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support.assess_world import POOR, TATAKAN, World

MONTH = "bulan"  # a list dated by this month, without a day


def judged(*lists: date | str | None, config: dict[str, Any] | None = None) -> dict[str, Any]:
    """Tatakan's row of coverage when it sent lists with these dates."""
    world = World(neighbours=5)
    for number, listed in enumerate(lists):
        person = world.person(f"warga {number}")
        day = date(2026, 10, 1) if listed == MONTH else listed
        assert not isinstance(day, str)
        world.village_row(person, POOR, file=f"{number}.xlsx", listed=day)
        if listed == MONTH:
            world.bears_only_a_month(f"{number}.xlsx")
    coverage = world.judge(config).table("coverage")
    return coverage.filter(village_code=TATAKAN).row(0, named=True)


def kept(*lists: date | str | None) -> tuple[str, date | None]:
    """The verdict on the village and the day it rests on."""
    row = judged(*lists)
    return row["punctuality"], row["submitted_on"]


EARLIER, FIRST, LAST, AFTER = (
    date(2026, 9, 20), date(2026, 10, 1), date(2026, 10, 17), date(2026, 10, 18),
)  # fmt: skip


@pytest.mark.parametrize(
    ("listed", "punctuality", "day"),
    [
        (FIRST, "on_time", FIRST),
        (LAST, "on_time", LAST),
        (AFTER, "late", AFTER),
        (date(2026, 11, 2), "late", date(2026, 11, 2)),
        (EARLIER, "earlier_month", EARLIER),
        (None, "no_date", None),
        (MONTH, "no_date", None),
    ],
    ids=str,
)
def test_one_list_is_held_against_the_closing_day(
    listed: date | str | None, punctuality: str, day: date | None
) -> None:
    assert kept(listed) == (punctuality, day)


def test_a_list_dated_by_a_later_month_alone_is_not_late() -> None:
    world = World(neighbours=5)
    world.village_row(world.person("siti"), POOR, file="a.xlsx", listed=date(2026, 11, 1))
    world.bears_only_a_month("a.xlsx")
    row = world.judge().table("coverage").filter(village_code=TATAKAN).row(0, named=True)
    assert (row["punctuality"], row["submitted_on"]) == ("no_date", None)


def test_a_village_that_sent_nothing_is_said_so() -> None:
    row = judged()
    assert (row["punctuality"], row["submitted_on"]) == ("nothing_sent", None)
    assert row["submitted"] is False


def test_of_several_lists_the_best_one_speaks_for_the_village() -> None:
    """An older month's list sent along makes nobody late and nobody punctual."""
    assert kept(AFTER, LAST) == ("on_time", LAST)
    assert kept(LAST, FIRST) == ("on_time", FIRST)
    assert kept(AFTER, None) == ("no_date", None)
    assert kept(EARLIER, LAST) == ("on_time", LAST)
    assert kept(EARLIER, AFTER) == ("late", AFTER)


def test_the_window_is_cut_to_the_length_of_the_month() -> None:
    window = {"submission_window": {"first_day": 5, "last_day": 31}}
    row = judged(date(2026, 10, 31), config=window)
    assert row["punctuality"] == "on_time"
    assert (row["window_opens"], row["window_closes"]) == (date(2026, 10, 5), date(2026, 10, 31))
    february = World("2026-02", neighbours=1).judge(window).table("coverage")
    assert set(february["window_closes"]) == {date(2026, 2, 28)}


def test_a_family_of_another_village_in_the_list_makes_that_village_no_sender() -> None:
    """The list is its owner's: nine in ten rows are Tatakan's."""
    world = World(neighbours=5)
    for number in range(9):
        world.village_row(world.person(f"warga {number}"), POOR, file="a.xlsx", listed=AFTER)
    world.village_row(
        world.person("tamu"), POOR, file="a.xlsx", listed=AFTER, village="63.05.01.1001"
    )
    coverage = world.judge().table("coverage")
    late = coverage.filter(punctuality="late")
    assert late["village_code"].to_list() == [TATAKAN]

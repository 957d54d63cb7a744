"""Neighbourhoods: an RT is compared with its RW where RT numbers start again in each RW."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipelines.resolve.decisions import store_decisions
from pipelines.resolve.entities import make_entities
from pipelines.resolve.work import work_tables
from tests.support.people import NO_DECISIONS, world

VILLAGE = "63.05.01.2003"


def neighbours(
    *lived: tuple[str, str | None], others: int = 0, first_rts: int = 3
) -> set[tuple[int, int]]:
    """Which of the rows (RT, RW) share a neighbourhood, by place in the list.

    `others` rows live in RT 2 of RW 1; each of the RWs 1 to `first_rts` has an RT 1.
    """
    places = [*lived, *[("2", "1")] * others, *[("1", str(rw + 1)) for rw in range(first_rts)]]
    people: list[dict[str, Any]] = [
        {"id": f"u{i}", "table": "usulan_desa", "nama": f"WARGA {i}", "village": VILLAGE,
         "rt": rt, "rw": rw}
        for i, (rt, rw) in enumerate(places)
    ]  # fmt: skip
    con = world(people)
    with work_tables(con):
        store_decisions(con, NO_DECISIONS)
        make_entities(con, date(2026, 10, 31))
        pairs = con.execute(
            "select substr(l.entity_id, 2)::int, substr(r.entity_id, 2)::int "
            "from linkage.entity l join linkage.entity r on l.entity_id < r.entity_id "
            "where list_has_any(l.rts, r.rts)"
        ).fetchall()
    return {(a, b) for a, b in pairs if max(a, b) < len(lived)}


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (("2", "1"), ("2", "1"), True),
        (("2", "1"), ("2", "3"), False),
        (("2", "1"), ("4", "1"), False),
        (("2", "1"), ("2", None), True),
        (("2", None), ("2", None), True),
        (("2", None), ("4", None), False),
    ],
)
def test_an_rt_is_one_of_its_rw_unless_an_rw_is_missing(
    one: tuple[str, str | None], other: tuple[str, str | None], near: bool
) -> None:
    assert (neighbours(one, other) == {(0, 1)}) is near


def test_an_rw_that_hardly_anybody_gives_with_an_rt_leaves_it_to_the_rt() -> None:
    assert neighbours(("2", "1"), ("2", "7"), others=20) == {(0, 1)}


def test_an_rt_without_rw_may_lie_in_any_rw_that_has_it() -> None:
    assert neighbours(("2", "1"), ("2", "3"), ("2", None)) == {(0, 2), (1, 2)}


def test_where_only_one_rw_has_an_rt_1_the_rts_are_counted_through() -> None:
    assert neighbours(("2", "1"), ("2", "3"), first_rts=1) == {(0, 1)}


def test_in_a_village_of_many_rws_each_has_its_own_rts() -> None:
    assert neighbours(*[("2", str(rw)) for rw in range(1, 15)], first_rts=14) == set()

"""Neighbourhoods: an RT is compared together with its RW where RT numbers start anew in each RW."""

from __future__ import annotations

from typing import Any

import pytest

import sql
from pipelines.resolve import score
from tests.spec.people import world

VILLAGE = "63.05.01.2003"


def neighbours(*lived: tuple[str, str | None], others: int = 0) -> set[tuple[int, int]]:
    """Which of the rows (RT, RW) share a neighbourhood, by place in the list; `others` rows live in
    RT 2 of RW 1."""
    places = [*lived, *[("2", "1")] * others]
    people: list[dict[str, Any]] = [
        {"id": f"u{i}", "table": "usulan_desa", "nama": f"WARGA {i}", "village": VILLAGE,
         "rt": rt, "rw": rw}
        for i, (rt, rw) in enumerate(places)
    ]  # fmt: skip
    con = world(people)
    with score.work_tables(con):
        con.execute(sql.read("link/exact"))
        con.execute(sql.read("link/entity"), {"year": 2026})
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

"""A month in which clearly fewer villages or rows came than usual says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.assess_world import BINUANG, COMFORTABLE, TAMBARANGAN, TATAKAN, Judged, World

ALL = (TATAKAN, BINUANG, TAMBARANGAN)


def month(
    number: int,
    villages: tuple[str, ...],
    each: int,
    folder: Path,
    config: dict[str, Any] | None = None,
) -> Judged:
    """A month in which these villages list so many people each, after the month before."""
    world = World(f"2026-{number:02}", neighbours=80)
    for village in villages:
        for n in range(each):
            name = f"{village} {n}"
            world.person(name, village=village)
            world.village_row(name, COMFORTABLE, village=village, file=f"{village}.xlsx")
    before, after = (folder / f"2026-{n:02}.duckdb" for n in (number - 1, number))
    return world.judge(config, previous=before if before.exists() else None, database=after)


def few(judged: Judged) -> tuple[bool, bool] | None:
    rows = judged.table("few_senders")
    return rows.select("few_villages", "few_rows").row(0) if rows.height else None


def test_the_first_month_is_compared_with_nothing(tmp_path: Path) -> None:
    assert few(month(1, ALL, 4, tmp_path)) is None


@pytest.mark.parametrize(
    ("villages", "each", "expected"),
    [
        (ALL, 4, None),
        (ALL, 3, None),
        (ALL, 2, (False, True)),
        (ALL[:2], 9, (True, False)),
        (ALL[:1], 4, (True, True)),
        ((), 0, (True, True)),
    ],
)
def test_fewer_villages_or_rows_than_usual_are_noticed(
    tmp_path: Path, villages: tuple[str, ...], each: int, expected: tuple[bool, bool] | None
) -> None:
    month(1, ALL, 4, tmp_path)
    assert few(month(2, villages, each, tmp_path)) == expected


def test_one_thin_month_does_not_become_what_is_usual(tmp_path: Path) -> None:
    for number, villages in enumerate((ALL, ALL, (), ALL[:1]), start=1):
        judged = month(number, villages, 4, tmp_path)
    assert few(judged) == (True, True)
    row = judged.table("few_senders").row(0, named=True)
    assert (row["villages"], row["usual_villages"]) == (1, 3)


def test_the_bounds_are_the_offices(tmp_path: Path) -> None:
    month(1, ALL, 4, tmp_path)
    config = {"senders": {"fewest_villages": 0.3, "fewest_rows": 0.3}}
    assert few(month(2, ALL[:1], 4, tmp_path, config)) is None

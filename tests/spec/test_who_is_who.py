"""The linkage cases of who_is_who.yaml, and what decisions do to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from pipelines.config import Config
from pipelines.resolve import resolve
from tests.spec.people import NO_DECISIONS, background, pair_decision, world

CASES = yaml.safe_load(Path(__file__).with_name("who_is_who.yaml").read_text(encoding="utf-8"))
CONFIG = Config(region="63.05")


def persons(people: list[dict[str, Any]], decisions: pl.DataFrame = NO_DECISIONS) -> dict[str, str]:
    con = world(background(600) + people)
    resolve(con, CONFIG, "2026-10", decisions, None)
    return dict(con.execute("select record_id, person_id from link.record_person").fetchall())


@pytest.mark.parametrize("case", CASES, ids=[c["case"] for c in CASES])
def test_who_is_who(case: dict[str, Any]) -> None:
    person = persons(case["rows"])
    for group in case.get("same", []):
        assert len({person[r] for r in group}) == 1, f"should be one person: {group}"
    for left, right in case.get("apart", []):
        assert person[left] != person[right], f"should be two people: {left} {right}"


def by_name(case: str) -> list[dict[str, Any]]:
    return next(c["rows"] for c in CASES if c["case"].startswith(case))


def test_a_pair_called_different_is_never_joined() -> None:
    rows = by_name("two people without papers")
    assert persons(rows)["u1"] == persons(rows)["a1"]
    decided = persons(rows, pair_decision("different", "u1", "a1"))
    assert decided["u1"] != decided["a1"]


def test_a_pair_called_different_leaves_its_exact_group() -> None:
    rows = by_name("twins")
    decided = persons(rows, pair_decision("different", "d1", "a1"))
    assert decided["d1"] != decided["a1"]


def test_a_pair_called_same_is_joined_whatever_its_score() -> None:
    rows = by_name("a shared dummy")
    decided = persons(rows, pair_decision("same", "u1", "u2"))
    assert decided["u1"] == decided["u2"]


def test_the_newest_decision_on_a_pair_counts() -> None:
    rows = by_name("two people without papers")
    changed = pl.concat(
        [
            pair_decision("different", "u1", "a1", at="2026-09-01"),
            pair_decision("same", "u1", "a1", at="2026-10-01"),
        ]
    )
    decided = persons(rows, changed)
    assert decided["u1"] == decided["a1"]


def test_row_order_changes_nothing() -> None:
    people = background(600) + [row for c in CASES for row in c["rows"] if row["id"] != "x"]
    unique = {p["id"]: p for p in people}
    forward = world(list(unique.values()))
    backward = world(list(reversed(unique.values())))
    outcome = []
    for con in (forward, backward):
        resolve(con, CONFIG, "2026-10", NO_DECISIONS, None)
        outcome.append(
            [
                con.sql(f"from link.{t} order by all").pl()
                for t in ("record_person", "person_household", "candidate")
            ]
        )
    for one, other in zip(*outcome, strict=True):
        assert one.equals(other)

"""Pairs weighed against the Dukcapil person that each of their rows is likeliest to be."""

from __future__ import annotations

import polars as pl
import pytest

from pipelines.resolve.rivals import without_detours
from pipelines.resolve.thresholds import DETOUR

SCHEMA = {
    "left": pl.String, "right": pl.String, "probability": pl.Float64, "with_spine": pl.Boolean
}  # fmt: skip


def probabilities(*pairs: tuple[str, str, float]) -> dict[tuple[str, str], float]:
    """Probabilities after the look at detours; Dukcapil's people are written in capitals."""
    rows = [(left, right, p, left.isupper() or right.isupper()) for left, right, p in pairs]
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    after = without_detours(frame)
    assert after.columns == frame.columns
    assert after.select("left", "right").equals(frame.select("left", "right"))
    return {(left, right): p for left, right, p, _ in after.iter_rows()}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("directly", "kept"), [(0.1, DETOUR), (0.49, DETOUR), (0.5, 0.9997), (0.9, 0.9997)]
)
def test_a_row_unlike_a_person_does_not_become_them_by_way_of_another_row(
    directly: float, kept: float, turned: bool
) -> None:
    near = ("row", "list") if turned else ("list", "row")
    found = probabilities(("list", "ANANG", 0.999), ("row", "ANANG", directly), (*near, 0.9997))
    assert found[near] == kept
    assert found["list", "ANANG"] == 0.999
    assert found["row", "ANANG"] == directly


def test_a_row_that_was_not_compared_with_the_person_may_come_by_way_of_another() -> None:
    assert probabilities(("list", "ANANG", 0.999), ("list", "row", 0.95))["list", "row"] == 0.95


def test_a_row_that_is_somebody_else_in_dukcapil_is_left_to_the_rule_for_rivals() -> None:
    found = probabilities(
        ("list", "ANANG", 0.99), ("row", "ANANG", 0.01), ("row", "UTUH", 0.98), ("list", "row", 0.9)
    )
    assert found["list", "row"] == 0.9


def test_a_pair_of_which_neither_is_anybody_in_dukcapil_stands() -> None:
    found = probabilities(("list", "ANANG", 0.2), ("row", "ANANG", 0.2), ("list", "row", 0.97))
    assert found["list", "row"] == 0.97

"""Which pairs are drawn for a blind second opinion."""

from __future__ import annotations

import duckdb
import polars as pl

from pipelines.machine.tables import fill, store
from pipelines.office.config import Config
from pipelines.resolve.evaluation import is_for_evaluation, opinions
from pipelines.resolve.step import values
from schemas.link import EvaluationPair
from tests.support.people import pair_decision

PAIRS = {"left": pl.String, "right": pl.String, "probability": pl.Float64}
EACH = 4


def drawn(
    exact: int = 0,
    used: list[tuple[str, str, float, str]] | None = None,
    apart: list[tuple[str, str, float]] | None = None,
    decided: list[tuple[str, str]] | None = None,
) -> pl.DataFrame:
    """link.evaluation_pair of `exact` rows that share a NIK with another, joins and near pairs."""
    con = duckdb.connect()
    con.execute("create schema link; create schema linkage")
    rows = [(name, f"a{i}") for i in range(exact) for name in (f"a{i}", f"b{i}")]
    names = {"record_l": pl.String, "record_r": pl.String}
    for name, given, schema in (
        ("exact", rows, {"record_id": pl.String, "anchor_id": pl.String}),
        ("used", used, {**PAIRS, "reason": pl.String}),
        ("open_pair", apart, PAIRS),
        ("decided_pair", decided, names),
        ("judged_pair", None, names),
    ):
        store(con, f"linkage.{name}", pl.DataFrame(given or [], schema, orient="row"))
    config = Config.model_validate(
        {"region": "63.05", "link": {"automatic": 0.97, "evaluation_pairs": 4 * EACH}}
    )
    fill(con, "link.evaluation_pair", EvaluationPair, values(config, "2026-10"))
    found: pl.DataFrame = con.sql("from link.evaluation_pair").pl()
    return found


def test_each_way_of_deciding_gives_an_equal_part() -> None:
    found = drawn(
        exact=200,
        used=[(f"c{i}", f"d{i}", 0.99 if i % 2 else 0.93, "splink") for i in range(400)],
        apart=[(f"e{i}", f"f{i}", 0.05) for i in range(200)],
    )
    counts = dict(found.group_by("stratum").len().iter_rows())
    assert counts == dict.fromkeys(("nik", "sure", "near", "apart"), EACH)
    assert set(found["stratum_pairs"]) == {200}


def test_only_pairs_of_the_share_that_never_teaches_are_drawn() -> None:
    found = drawn(exact=400)
    assert found.height == EACH
    assert all(is_for_evaluation(*pair) for pair in found.select("^record.*$").rows())


def test_pairs_people_decide_anyway_or_have_decided_are_not_drawn() -> None:
    first = drawn(exact=400)
    asked = first.select("record_id_l", "record_id_r").rows()
    again = drawn(exact=400, decided=asked)
    assert again.height == EACH
    assert not set(asked) & set(again.select("record_id_l", "record_id_r").rows())
    assert drawn(apart=[(f"e{i}", f"f{i}", 0.5) for i in range(200)]).is_empty()
    assert drawn(used=[(f"c{i}", f"d{i}", 1.0, "decision") for i in range(200)]).is_empty()


def opinion(by: str, verdict: str, pair: tuple[str, str], at: str) -> pl.DataFrame:
    return pair_decision(verdict, *pair, at=at).with_columns(
        kind=pl.lit("pair_opinion"), by=pl.lit(by)
    )


def test_what_two_people_say_blind_counts_where_they_agree() -> None:
    ledger = pl.concat(
        [
            opinion("ani", "different", ("a", "b"), "2026-10-01"),
            opinion("ani", "same", ("b", "a"), "2026-10-02"),
            opinion("budi", "same", ("a", "b"), "2026-10-01"),
            opinion("ani", "same", ("a", "c"), "2026-10-01"),
            opinion("budi", "different", ("a", "c"), "2026-10-01"),
            opinion("ani", "unsure", ("a", "d"), "2026-10-01"),
            pair_decision("same", "a", "e"),
        ]
    )
    assert opinions(ledger).rows() == [
        ("a", "b", 2, True), ("a", "c", 2, None), ("a", "d", 1, None),
    ]  # fmt: skip

"""What is measured on the office's own rows: how common names are, what strangers share."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from pipelines.resolve import chance
from pipelines.resolve.compare import prepare
from pipelines.resolve.decisions import store_decisions
from pipelines.resolve.entities import make_entities
from pipelines.resolve.model import Comparison, Level
from pipelines.resolve.work import work_tables
from tests.support.people import NO_DECISIONS, world

TWO_FACTS = tuple(
    Comparison(fact, (Level("equal", f"{fact}_l = {fact}_r"), Level("other", "ELSE")))
    for fact in ("name", "birth")
)
OFTEN_EQUAL = {fact.name: {"equal": 0.95, "other": 0.05} for fact in TWO_FACTS}


def test_what_strangers_share_is_counted_without_the_pairs_that_are_one_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chance, "COMPARISONS", TWO_FACTS)
    # Of 10,000 pairs 10 are one person (both facts agree); of the strangers 5 share each fact.
    drawn = pl.DataFrame(
        [(0, 0, 10.0), (0, 1, 5.0), (1, 0, 5.0), (1, 1, 9980.0)],
        schema=["name", "birth", "pairs"],
        orient="row",
    )
    every = chance.shares(chance.counts(drawn), 0)
    strangers = chance.unmatched_shares(drawn, 0, OFTEN_EQUAL, prior=0.001)
    assert every["name"]["equal"] == pytest.approx(15 / 10_000)
    for fact in ("name", "birth"):
        assert strangers[fact]["equal"] == pytest.approx(5 / 10_000, rel=0.1)


def test_a_name_is_as_common_as_the_others_who_bear_it() -> None:
    names = ["SITI AMINAH", "SITI AMINAH", "SITI AMINAH", "RINA SARI", "LINA INTAN"]
    con = world(
        [{"id": f"u{i}", "table": "usulan_desa", "nama": name} for i, name in enumerate(names)]
    )
    with work_tables(con):
        store_decisions(con, NO_DECISIONS)
        make_entities(con, date(2026, 10, 31))
        prepare(con)
        shares = dict(
            con.sql(
                "select value, share from linkage.name_share where part = 'name_first'"
            ).fetchall()
        )
    assert shares == pytest.approx({"SITI": 2 / 5, "RINA": 0.5 / 5, "LINA": 0.5 / 5})

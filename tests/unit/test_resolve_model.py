"""What is measured on the office's own rows: how common names are, what strangers share."""

from __future__ import annotations

import duckdb
import pytest

import sql
from pipelines.resolve import model, recall, score
from pipelines.resolve.fitted import committed
from pipelines.resolve.model import Comparison, Level
from pipelines.resolve.weights import Weights
from tests.support.people import world

TWO_FACTS = tuple(
    Comparison(fact, (Level("equal", f"{fact}_l = {fact}_r"), Level("other", "ELSE")))
    for fact in ("name", "birth")
)
EVEN = Weights(committed().m, committed().m, 0.001)
OFTEN_EQUAL = {fact.name: {"equal": 0.95, "other": 0.05} for fact in TWO_FACTS}


def test_what_strangers_share_is_counted_without_the_pairs_that_are_one_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(model, "COMPARISONS", TWO_FACTS)
    con = duckdb.connect()
    # Of 10,000 pairs 10 are one person (both facts agree); of the strangers 5 share each fact.
    con.execute(
        "create table pair as select 1 as name_l, case when i < 15 then 1 else 2 end as name_r, "
        "1 as birth_l, case when i < 10 or i between 15 and 19 then 1 else 2 end as birth_r "
        "from range(10000) r(i)"
    )
    every = model.level_shares(con, "pair", 0)
    strangers = model.unmatched_shares(con, "pair", 0, OFTEN_EQUAL, prior=0.001)
    assert every["name"]["equal"] == pytest.approx(15 / 10_000)
    for fact in ("name", "birth"):
        assert strangers[fact]["equal"] == pytest.approx(5 / 10_000, rel=0.1)


def test_a_name_is_as_common_as_the_others_who_bear_it() -> None:
    names = ["SITI AMINAH", "SITI AMINAH", "SITI AMINAH", "RINA SARI", "LINA INTAN"]
    con = world(
        [{"id": f"u{i}", "table": "usulan_desa", "nama": name} for i, name in enumerate(names)]
    )
    with score.work_tables(con):
        con.execute(sql.read("link/exact"))
        score.prepare(con, 2026)
        recall.recall(con, EVEN, score.KEEP)
        shares = dict(
            con.sql(
                "select value, share from linkage.name_share where part = 'name_first'"
            ).fetchall()
        )
    assert shares == pytest.approx({"SITI": 2 / 5, "RINA": 0.5 / 5, "LINA": 0.5 / 5})

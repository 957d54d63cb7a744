"""What other thresholds would mean, on a period made of a few probabilities."""

from __future__ import annotations

from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.explain.whatif import Effort, what_if
from pipelines.office.config import LinkConfig

LINK = LinkConfig(accept=0.9, automatic=0.97, review=0.2)


@pytest.fixture
def period() -> duckdb.DuckDBPyConnection:
    """Links of 0.95 and 0.99, an owner, pairs of 0.5 and 0.1; findings sure, less sure, open."""
    con = duckdb.connect()
    con.execute("create schema link; create schema out")
    links = {"splink": 0.95, "household": 0.99, "asset_address": 0.6, "nik": 0.999, "single": 1.0}
    tables = {
        "link.record_person": pl.DataFrame(
            {"match_reason": list(links), "probability": list(links.values())}
        ),
        "link.candidate": pl.DataFrame({"probability": [0.5, 0.1]}),
        "out.flag": pl.DataFrame(
            {
                "confidence": [0.99, 0.98, 0.6, 0.5],
                "needs_review": [False, False, True, True],
                "state": ["new", "new", "new", "resolved"],
            }
        ),
    }
    for name, frame in tables.items():
        con.register("rows", frame)
        con.execute(f"create table {name} as from rows")
        con.unregister("rows")
    return con


def at(period: duckdb.DuckDBPyConnection, accept: float, automatic: float) -> dict[str, Any]:
    grid = what_if(period, LINK, accepts=(0.9, 0.98), automatics=(0.97, 0.985))
    return next(
        row
        for row in grid.iter_rows(named=True)
        if (row["accept"], row["automatic"]) == (accept, automatic)
    )


def test_the_offices_own_thresholds_stand_in_the_table(period: duckdb.DuckDBPyConnection) -> None:
    grid = what_if(period, LINK, accepts=(0.5,), automatics=(0.5,))
    own = grid.filter("present")
    assert own.select("accept", "automatic").rows() == [(0.9, 0.97)]


def test_a_higher_accept_asks_about_more_pairs_and_risks_fewer_wrong_links(
    period: duckdb.DuckDBPyConnection,
) -> None:
    low, high = at(period, 0.9, 0.97), at(period, 0.98, 0.97)
    assert (low["pairs_asked"], high["pairs_asked"]) == (1, 2)
    assert (low["wrong_links"], high["wrong_links"]) == pytest.approx((0.06, 0.01))
    assert (low["missed_links"], high["missed_links"]) == pytest.approx((0.6, 1.55))


def test_a_higher_automatic_asks_about_more_findings(period: duckdb.DuckDBPyConnection) -> None:
    low, high = at(period, 0.9, 0.97), at(period, 0.9, 0.985)
    assert (low["findings_asked"], high["findings_asked"]) == (1, 2)
    assert (low["missed_findings"], high["missed_findings"]) == pytest.approx((0.6, 1.58))


def test_hours_follow_the_minutes_an_item_takes(period: duckdb.DuckDBPyConnection) -> None:
    def hours(effort: Effort) -> float:
        grid = what_if(period, LINK, effort, accepts=(), automatics=())
        return float(grid["hours"].item())

    assert hours(Effort(pair_minutes=60, finding_minutes=0)) == 1.0
    assert hours(Effort(pair_minutes=0, finding_minutes=90)) == 1.5

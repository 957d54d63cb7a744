"""Keys and clusters too common to be anyone's: left out and reported; no run hangs."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.errors import RunError
from pipelines.office.config import Config
from pipelines.resolve import blocks, thresholds
from pipelines.resolve.cluster import Clusters, join_surest_first
from pipelines.resolve.decisions import store_decisions
from pipelines.resolve.entities import make_entities
from pipelines.resolve.step import resolve
from pipelines.resolve.thresholds import SIZE_LIMIT
from pipelines.resolve.work import work_tables
from tests.support.people import NO_DECISIONS, world

CONFIG = Config(region="63.05")


def resolved(rows: list[dict[str, Any]]) -> duckdb.DuckDBPyConnection:
    con = world(rows)
    resolve(con, CONFIG, "2026-10", NO_DECISIONS, None)
    return con


def limits(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], tuple[int, int]]:
    rows = con.execute("from link.limit_reached").fetchall()
    return {(kind, rule): (keys, entities) for kind, rule, keys, entities in rows}


def same_name_in_a_village(count: int) -> list[dict[str, Any]]:
    return [
        {"id": f"u{i}", "table": "usulan_desa", "nama": "NAMA", "village": "63.05.01.2003"}
        for i in range(count)
    ]


def test_a_name_that_a_whole_list_bears_is_no_key_and_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(thresholds, "KEY_LIMIT", 20)
    con = resolved(same_name_in_a_village(30))
    assert limits(con)["block", "name_and_village"] == (1, 30)
    assert con.execute("select count(distinct person_id) from link.record_person").fetchall() == [
        (30,)
    ]


def test_keys_below_the_limit_are_not_reported() -> None:
    assert limits(resolved(same_name_in_a_village(3))) == {}


def mothers_of_one_name(count: int) -> list[dict[str, Any]]:
    return [
        {"id": f"u{i}", "table": "usulan_desa", "nama": f"ORANG {chr(65 + i)}", "mother": "SITI",
         "birth": "1990-05-07"}
        for i in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("more", [0, 1])
def test_a_rule_for_few_looks_under_rare_keys_only_and_reports_none(more: int) -> None:
    con = world(mothers_of_one_name(thresholds.FEW_LIMIT + more))
    with work_tables(con):
        store_decisions(con, NO_DECISIONS)
        make_entities(con, date(2026, 10, 31))
        blocks.leave_out_common_keys(con)
        ((keys,),) = con.execute(
            f"select count({blocks.column('mother_and_birth_year')}) from linkage.node"
        ).fetchall()
    assert keys == (0 if more else thresholds.FEW_LIMIT)
    assert limits(resolved(mothers_of_one_name(thresholds.FEW_LIMIT + more))) == {}


def test_a_kk_that_too_many_show_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thresholds, "KK_LIMIT", 5)
    con = resolved(
        [
            {"id": f"u{i}", "table": "usulan_desa", "nama": f"ORANG {chr(65 + i)}",
             "kk": "6305011204100001"}
            for i in range(7)
        ]
    )  # fmt: skip
    assert limits(con)["kk", "kk"] == (1, 7)


def test_too_many_pairs_stop_the_run_with_their_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thresholds, "PAIR_LIMIT", 100)
    with pytest.raises(RunError, match="name_and_village"):
        resolved(same_name_in_a_village(30))


def test_a_cluster_stops_growing_where_no_person_has_so_many_rows() -> None:
    clusters = Clusters("", {})
    names = [f"e{i:03}" for i in range(SIZE_LIMIT + 10)]
    edges = pl.DataFrame(
        {"left": names[:1] * (len(names) - 1), "right": names[1:],
         "probability": [0.99] * (len(names) - 1)}
    )  # fmt: skip
    used = join_surest_first(clusters, edges, 0.9)
    assert used.height == SIZE_LIMIT - 1
    assert clusters.oversized().entities == SIZE_LIMIT + 10

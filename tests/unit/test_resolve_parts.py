"""Clusters, persistent ids and households, each on its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import duckdb
import polars as pl

from pipelines.resolve import households, model
from pipelines.resolve.cluster import Clusters, join_surest_first
from pipelines.resolve.fitted import committed
from pipelines.resolve.identity import assign
from tests.support.people import NO_DECISIONS, world

VOTES = {"cluster": pl.String, "old_id": pl.String, "weight": pl.Float64}


def votes(*rows: tuple[str, str, float]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=VOTES, orient="row")


def edges(*rows: tuple[str, str, float]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=["left", "right", "probability"], orient="row")


def test_two_dukcapil_people_never_meet_even_through_others() -> None:
    clusters = Clusters("ab", {})
    used = join_surest_first(clusters, edges(("a", "x", 0.99), ("b", "x", 0.98)), 0.9)
    assert used["left"].to_list() == ["a"]
    assert clusters.find("b") != clusters.find("x")


def test_a_forbidden_pair_stays_apart_when_clusters_grow() -> None:
    clusters = Clusters("", {})
    clusters.forbid("a", "b")
    assert clusters.join("a", "c")
    assert clusters.join("b", "d")
    assert not clusters.join("c", "d")


def test_people_whose_sound_niks_give_different_birth_dates_stay_apart() -> None:
    clusters = Clusters("", {"a": "19800101", "b": "19900101"})
    assert clusters.join("a", "c")
    assert not clusters.join("c", "b")


def ids(given: pl.DataFrame, keys: dict[str, str], taken: tuple[str, ...] = ()) -> dict[str, str]:
    """cluster -> id, for clusters with these content keys."""
    found = assign(
        duckdb.connect(),
        given,
        pl.DataFrame({"cluster": list(keys), "key": list(keys.values())}),
        pl.DataFrame({"old_id": list(taken)}, schema={"old_id": pl.String}),
        "p",
    )
    return dict(found.select("cluster", "id").iter_rows())


def test_the_greater_overlap_keeps_the_id() -> None:
    found = ids(votes(("one", "p1", 3.0), ("two", "p1", 5.0)), {"one": "k1", "two": "k2"}, ("p1",))
    assert found["two"] == "p1"
    assert found["one"] != "p1"


def test_whoever_loses_an_id_may_still_have_another() -> None:
    found = ids(
        votes(("one", "p1", 3.0), ("two", "p1", 5.0), ("one", "p2", 1.0), ("three", "p2", 0.5)),
        {"one": "k1", "two": "k2", "three": "k3"},
        ("p1", "p2"),
    )
    assert (found["two"], found["one"]) == ("p1", "p2")
    assert found["three"] not in ("p1", "p2")


def test_new_ids_follow_from_content_and_avoid_used_ones() -> None:
    first = ids(votes(), {"one": "k1"})
    again = ids(votes(), {"other name": "k1"})
    assert first["one"] == again["other name"]
    taken = ids(votes(), {"one": "k1"}, (first["one"],))
    assert taken["one"] != first["one"]


def test_m_probabilities_of_each_comparison_sum_to_one() -> None:
    for comparison in model.COMPARISONS:
        m = committed().m[comparison.name]
        assert set(m) == {lv.name for lv in comparison.levels if not lv.is_null}
        assert abs(sum(m.values()) - 1) < 1e-4


def people_and_kks(*rows: dict[str, object]) -> dict[str, tuple[str | None, str]]:
    """person (= record) -> (today's KK, basis), each row a person of its own."""
    con = world([{"nama": f"ORANG {i}", **row} for i, row in enumerate(rows)])
    con.execute(
        "create table link.record_person as "
        "select record_id, record_id as person_id from core.person"
    )
    found = households.current_kk(con, date(2026, 10, 31), NO_DECISIONS)
    return {r["person_id"]: (r["kk"], r["kk_basis"]) for r in found.iter_rows(named=True)}


def one_person(*rows: Mapping[str, object]) -> tuple[str | None, str]:
    """Today's KK and its basis when all rows are one person."""
    con = world([{"nama": "ORANG", **row} for row in rows])
    con.execute(
        "create table link.record_person as select record_id, 'p' as person_id from core.person"
    )
    row = households.current_kk(con, date(2026, 10, 31), NO_DECISIONS).row(0, named=True)
    return row["kk"], row["kk_basis"]


def test_a_listed_kk_recorded_later_wins_over_dukcapil() -> None:
    civil = {"id": "d", "table": "dukcapil", "kk": "6305011204100001"}
    newer = {"id": "u", "table": "usulan_desa", "kk": "6305010508260007"}
    assert one_person(civil, newer) == ("6305010508260007", "usulan-desa")


def test_a_listed_kk_recorded_earlier_or_after_the_period_does_not_win() -> None:
    civil = {"id": "d", "table": "dukcapil", "kk": "6305011204100001"}
    for listed in ("6305011204090007", "6305010111260007", "6305013113250007"):
        row = {"id": "u", "table": "usulan_desa", "kk": listed}
        assert one_person(civil, row) == ("6305011204100001", "dukcapil")


def test_a_slip_in_a_listed_kk_is_not_another_family() -> None:
    civil = {"id": "d", "table": "dukcapil", "kk": "6305011204100001"}
    slip = {"id": "u", "table": "usulan_desa", "kk": "6305011204110001"}
    assert one_person(civil, slip) == ("6305011204100001", "dukcapil")


def test_a_child_unknown_to_dukcapil_follows_the_family_it_is_listed_with() -> None:
    found = people_and_kks(
        {"id": "d", "table": "dukcapil", "kk": "6305011204100001", "family": "list"},
        {"id": "child", "table": "usulan_desa", "family": "list"},
        {"id": "old", "table": "usulan_desa", "kk": "6305011204050009", "family": "list"},
        {"id": "else", "table": "usulan_desa", "kk": "6305011204060001", "family": "other"},
    )
    assert found["child"] == ("6305011204100001", "list")
    assert found["old"] == ("6305011204100001", "list")
    assert found["else"] == ("6305011204060001", "usulan-desa")

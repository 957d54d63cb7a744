"""Clusters, persistent ids and households, each on its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import duckdb
import polars as pl

from pipelines.machine.tables import store
from pipelines.resolve import model
from pipelines.resolve.cluster import Clusters, join_surest_first
from pipelines.resolve.decisions import store_decisions
from pipelines.resolve.fitted import committed
from pipelines.resolve.identity import give_ids
from pipelines.resolve.work import make, work_tables
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
    con = duckdb.connect()
    with work_tables(con):
        store(con, "linkage.vote", given)
        key = pl.DataFrame({"cluster": list(keys), "key": list(keys.values())})
        store(con, "linkage.id_key", key)
        store(con, "linkage.taken", pl.DataFrame({"old_id": list(taken)}, {"old_id": pl.String}))
        give_ids(con, "p")
        return dict(con.execute("from linkage.identity").fetchall())


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


def kks(persons: str, *rows: Mapping[str, object]) -> dict[str, tuple[str | None, str]]:
    """person -> (today's KK, basis); `persons`: SQL for the person of a row."""
    con = world([{"nama": f"ORANG {i}", **row} for i, row in enumerate(rows)])
    con.execute(
        f"create table link.record_person as select record_id, {persons} as person_id "
        "from core.person"
    )
    with work_tables(con):
        store_decisions(con, NO_DECISIONS)
        make(con, "person_kk", latest=date(2026, 10, 31))
        make(con, "today_kk")
        found = con.execute("select person_id, kk, kk_basis from linkage.today_kk").fetchall()
    return {person: (kk, basis) for person, kk, basis in found}


def people_and_kks(*rows: dict[str, object]) -> dict[str, tuple[str | None, str]]:
    """person (= record) -> (today's KK, basis), each row a person of its own."""
    return kks("record_id", *rows)


def one_person(*rows: Mapping[str, object]) -> tuple[str | None, str]:
    """Today's KK and its basis when all rows are one person."""
    return kks("'p'", *rows)["p"]


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

"""The linkage cases of who_is_who.yaml, and what decisions do to them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
import yaml

from pipelines.office.config import Config
from pipelines.resolve.step import resolve
from tests.support.people import NO_DECISIONS, background, pair_decision, world

Case = dict[str, Any]
CASES: list[Case] = yaml.safe_load(
    Path(__file__).with_name("who_is_who.yaml").read_text(encoding="utf-8")
)
CONFIG = Config(region="63.05")
NAMES = [case["case"] for case in CASES]


def cast(case: Case) -> list[dict[str, Any]]:
    """The case's rows under ids of their own, so that all cases share one world."""
    place = NAMES.index(case["case"])
    return [{**row, "id": f"c{place}-{row['id']}"} for row in case["rows"]]


def everybody() -> list[dict[str, Any]]:
    return background(600) + [row for case in CASES for row in cast(case)]


def resolved(
    people: list[dict[str, Any]], decisions: pl.DataFrame = NO_DECISIONS
) -> duckdb.DuckDBPyConnection:
    con = world(people)
    resolve(con, CONFIG, "2026-10", decisions, None)
    return con


@cache
def all_cases() -> duckdb.DuckDBPyConnection:
    """Everyone, before anyone decided anything; to be read only."""
    return resolved(everybody())


@cache
def asked() -> set[tuple[str, str]]:
    """Pairs of rows, the smaller id first, that a reviewer would be asked about."""
    found = all_cases().execute("select record_id_l, record_id_r from link.candidate where review")
    return {(left, right) for left, right in found.fetchall()}


def persons(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(con.execute("select record_id, person_id from link.record_person").fetchall())


@cache
def undecided() -> dict[str, str]:
    return persons(all_cases())


@cache
def decided() -> dict[str, str]:
    """Persons once officers decided on a pair of three cases, on one of them twice."""
    listed, registered = (row_of("two people without papers", row) for row in ("u1", "a1"))
    civil, twin = (row_of("twins", row) for row in ("d1", "a1"))
    one, other = (row_of("a shared dummy", row) for row in ("u1", "u2"))
    decisions = [
        pair_decision("different", listed, registered),
        pair_decision("different", civil, twin),
        pair_decision("different", one, other, at="2026-09-01"),
        pair_decision("same", one, other, at="2026-10-01"),
    ]
    return persons(resolved(everybody(), pl.concat(decisions)))


def row_of(case: str, row: str) -> str:
    place = next(i for i, name in enumerate(NAMES) if name.startswith(case))
    return f"c{place}-{row}"


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_who_is_who(case: Case) -> None:
    person = undecided()
    place = NAMES.index(case["case"])
    for group in case.get("same", []):
        found = {person[f"c{place}-{row}"] for row in group}
        assert len(found) == 1, f"should be one person: {group}"
    for left, right in case.get("apart", []):
        assert person[f"c{place}-{left}"] != person[f"c{place}-{right}"], (
            f"should be two people: {left} {right}"
        )
    for left, right in case.get("unlikely", []):
        assert person[f"c{place}-{left}"] != person[f"c{place}-{right}"]
        assert (f"c{place}-{left}", f"c{place}-{right}") not in asked()


def test_a_row_with_the_same_nik_is_not_unsure_because_another_row_is() -> None:
    links = {
        record: (reason, probability)
        for record, reason, probability in all_cases()
        .execute("select record_id, match_reason, probability from link.record_person")
        .fetchall()
    }
    civil, sure, unsure = (links[row_of("a row that is sure", row)] for row in ("d1", "b1", "u1"))
    assert [reason for reason, _ in (civil, sure, unsure)] == ["nik", "nik", "splink"]
    assert sure[1] > unsure[1]


def test_a_pair_called_different_is_never_joined() -> None:
    listed, registered = (row_of("two people without papers", row) for row in ("u1", "a1"))
    assert undecided()[listed] == undecided()[registered]
    assert decided()[listed] != decided()[registered]


def test_a_pair_called_different_leaves_its_exact_group() -> None:
    civil, registered = (row_of("twins", row) for row in ("d1", "a1"))
    assert undecided()[civil] == undecided()[registered]
    assert decided()[civil] != decided()[registered]


def test_a_pair_called_same_is_joined_and_the_newest_decision_counts() -> None:
    one, other = (row_of("a shared dummy", row) for row in ("u1", "u2"))
    assert undecided()[one] != undecided()[other]
    assert decided()[one] == decided()[other]


def test_row_order_changes_nothing() -> None:
    outcome = [
        [
            con.sql(f"from link.{table} order by all").pl()
            for table in ("record_person", "person_household", "candidate")
        ]
        for con in (all_cases(), resolved(list(reversed(everybody()))))
    ]
    for one, other in zip(*outcome, strict=True):
        assert one.equals(other)


def test_without_dukcapil_people_are_still_found_in_each_other() -> None:
    people = [row for row in everybody() if row["table"] != "dukcapil"]
    person = persons(resolved(people))
    listed, registered = (row_of("two people without papers", row) for row in ("u1", "a1"))
    assert person[listed] == person[registered]

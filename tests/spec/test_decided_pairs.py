"""A pair that people decided is not asked again, until what they compared has changed."""

from __future__ import annotations

from functools import cache
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.spec.test_who_is_who import CASES, NAMES, cast, resolved
from tests.support.people import NO_DECISIONS, background, pair_decision

ASKED = ("c9-a2", "c9-d1")  # twins, one of them with the other's papers
Row = dict[str, Any]


def everybody() -> list[Row]:
    return background(150) + cast(
        CASES[NAMES.index("a twin whose papers are missing is not her sister")]
    )


@cache
def undisturbed() -> duckdb.DuckDBPyConnection:
    return resolved(everybody())


def questions(people: list[Row], decisions: pl.DataFrame = NO_DECISIONS) -> dict[Any, str]:
    """Undecided pairs with their evidence."""
    return asked(resolved(people, decisions))


def asked(con: duckdb.DuckDBPyConnection) -> dict[Any, str]:
    rows = con.execute(
        "select record_id_l, record_id_r, evidence_hash from link.candidate where review"
    ).fetchall()
    return {(left, right): evidence for left, right, evidence in rows}


def one_person(people: list[Row], decisions: pl.DataFrame, *rows: str) -> bool:
    con = resolved(people, decisions)
    found = con.execute(
        "select count(distinct person_id) from link.record_person "
        "where record_id in (select unnest(?))",
        [list(rows)],
    ).fetchall()
    return found == [(1,)]


def decided(verdict: str) -> pl.DataFrame:
    evidence = asked(undisturbed())[ASKED]
    return pair_decision(verdict, *ASKED).with_columns(evidence_hash=pl.lit(evidence))


def with_row(record: str, **changes: Any) -> list[Row]:
    """Everybody, but one row says something else (or stands under another id)."""
    return [{**row, **changes} if row["id"] == record else row for row in everybody()]


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_decided_pair_is_not_asked_again(verdict: str) -> None:
    assert ASKED not in questions(everybody(), decided(verdict))


def test_a_pair_on_which_somebody_is_unsure_is_asked_again() -> None:
    assert ASKED in questions(everybody(), decided("unsure"))


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_row_that_says_the_same_under_another_id_keeps_its_decision(verdict: str) -> None:
    people = with_row("c9-a2", id="c9-a2-dengan-catatan")
    assert ("c9-a2-dengan-catatan", "c9-d1") in questions(people)
    decisions = decided(verdict)
    assert not questions(people, decisions).keys() & {("c9-a2-dengan-catatan", "c9-d1")}
    joined = one_person(people, decisions, "c9-a2-dengan-catatan", "c9-d1")
    assert joined == (verdict == "same")


def test_a_row_that_says_something_else_is_asked_about_again() -> None:
    people = with_row("c9-a2", id="c9-a2-baru", rt="9")
    assert ("c9-a2-baru", "c9-d1") in questions(people, decided("different"))


def test_a_decision_without_evidence_holds_for_its_own_rows_only() -> None:
    people = with_row("c9-a2", id="c9-a2-dengan-catatan")
    decisions = pair_decision("different", *ASKED)
    assert ASKED not in questions(everybody(), decisions)
    assert ("c9-a2-dengan-catatan", "c9-d1") in questions(people, decisions)


def test_people_told_apart_are_not_asked_about_through_another_row_of_theirs() -> None:
    """The one twin has a further row: whoever it meets, the persons are decided."""
    (row,) = [row for row in everybody() if row["id"] == "c9-a2"]
    people = [*everybody(), {**row, "id": "c9-a9", "table": "usulan_desa"}]
    assert [pair for pair in questions(people) if "c9-d1" in pair]
    after = questions(people, decided("different"))
    assert not [pair for pair in after if "c9-d1" in pair and set(pair) & {"c9-a2", "c9-a9"}]


def test_the_evidence_of_a_pair_is_that_of_its_rows_in_the_order_of_their_ids() -> None:
    con = undisturbed()
    rows = dict(con.execute("select record_id, link.row_evidence(p) from core.person p").fetchall())
    for (left, right), evidence in asked(con).items():
        assert left < right and evidence == rows[left] + rows[right]

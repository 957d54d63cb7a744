"""States against last month, and what people decided."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from tests.support.assess_world import POOR, Judged, World

KIND = "missing_from_dtks"


def month(
    period: str, poor: Sequence[str], letters: Sequence[str] = (), *, typed_before: int = 0
) -> World:
    """A month in which these households are missing from the registry."""
    world = World(period, count=typed_before)
    world.person("terdaftar")
    world.dtks("terdaftar")
    world.village_row("terdaftar")
    for name in poor:
        world.person(name, name)
        world.village_row(name, POOR)
    for name in letters:
        world.person(name, name)
        world.sktm(name)
    return world


def listed(judged: Judged, household: str) -> dict[str, Any] | None:
    rows = judged.table("flag").filter(
        (pl.col("kind") == KIND) & (pl.col("household_id") == household)
    )
    return rows.row(0, named=True) if rows.height else None


def test_a_flag_is_new_persists_resolves_once_and_can_reopen(tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.duckdb" for n in range(5)]
    months: list[tuple[str, list[str]]] = [
        ("2026-07", ["ani", "budi"]),
        ("2026-08", ["ani"]),
        ("2026-09", ["ani"]),
        ("2026-10", ["ani", "budi"]),
    ]
    states: dict[str, list[str | None]] = {"ani": [], "budi": []}
    ids = set()
    first = set()
    previous = None
    for (period, poor), file in zip(months, files, strict=False):
        world = month(period, poor)
        if "budi" not in poor:
            world.person("budi", "budi")
            world.dtks("budi")
        judged = world.judge(previous=previous, database=file)
        for name, seen in states.items():
            flag = listed(judged, name)
            seen.append(flag["state"] if flag else None)
            if flag and name == "budi":
                ids.add(flag["flag_id"])
                first.add(flag["first_period"])
        previous = file
    assert states["ani"] == ["new", "persisting", "persisting", "persisting"]
    assert states["budi"] == ["new", "resolved", None, "reopened"]
    assert len(ids) == 1
    assert first == {"2026-07"}


def test_a_resolved_flag_is_listed_with_its_old_evidence(tmp_path: Path) -> None:
    before = month("2026-09", ["budi"]).judge(database=tmp_path / "a.duckdb")
    later = month("2026-10", [])
    later.person("budi", "budi")
    later.dtks("budi")
    after = later.judge(previous=tmp_path / "a.duckdb")
    old, new = listed(before, "budi"), listed(after, "budi")
    assert old and new
    assert new["resolution"] == "in_registry"
    assert {**new, "state": "new", "resolution": None} == old


def test_a_flag_somebody_disagreed_with_is_listed_once_more_as_decided(tmp_path: Path) -> None:
    first = month("2026-09", ["ani"])
    flag = listed(first.judge(database=tmp_path / "a.duckdb"), "ani")
    assert flag
    second = month("2026-10", ["ani"])
    second.decide("flag", flag["flag_id"], "disagree", flag["evidence_hash"])
    judged = second.judge(previous=tmp_path / "a.duckdb", database=tmp_path / "b.duckdb")
    ended = listed(judged, "ani")
    assert ended and (ended["state"], ended["resolution"]) == ("resolved", "decided")
    assert judged.table("flag_history")["status"].to_list() == ["dismissed"]
    third = month("2026-11", ["ani"])
    third.decisions = second.decisions
    assert listed(third.judge(previous=tmp_path / "b.duckdb"), "ani") is None


def test_a_dismissed_flag_returns_when_its_evidence_changes_and_then_persists(
    tmp_path: Path,
) -> None:
    second = month("2026-09", ["ani"])
    flag = listed(month("2026-09", ["ani"]).judge(), "ani")
    assert flag
    second.decide("flag", flag["flag_id"], "disagree", flag["evidence_hash"])
    second.judge(database=tmp_path / "a.duckdb")
    states = []
    for period, before, after in (("2026-10", "a", "b"), ("2026-11", "b", "c")):
        world = month(period, ["ani"])
        world.village_row("ani", {**POOR, "dinding": 3}, file="usulan_susulan.xlsx")
        world.decisions = second.decisions
        judged = world.judge(
            previous=tmp_path / f"{before}.duckdb", database=tmp_path / f"{after}.duckdb"
        )
        flag = listed(judged, "ani")
        states.append(flag["state"] if flag else None)
    assert states == ["reopened", "persisting"]


VERDICTS: dict[str, tuple[list[str], bool]] = {
    "somebody disagreed": (["disagree"], False),
    "then agreed": (["disagree", "agree"], True),
    "then disagreed": (["agree", "disagree"], False),
    "then wants it checked": (["disagree", "field_check"], True),
    "nobody decided": ([], True),
}


def test_the_latest_word_on_a_flag_counts() -> None:
    before = month("2026-10", list(VERDICTS)).judge()
    world = month("2026-10", list(VERDICTS))
    for name, (verdicts, _) in VERDICTS.items():
        flag = listed(before, name)
        assert flag
        for verdict in verdicts:
            world.decide("flag", flag["flag_id"], verdict)
    after = world.judge()
    assert {name: listed(after, name) is not None for name in VERDICTS} == {
        name: is_listed for name, (_, is_listed) in VERDICTS.items()
    }


def test_agreement_ends_the_review() -> None:
    flag = listed(month("2026-10", [], ["citra"]).judge(), "citra")
    assert flag and flag["needs_review"]
    world = month("2026-10", [], ["citra"])
    world.decide("flag", flag["flag_id"], "agree")
    agreed = listed(world.judge(), "citra")
    assert agreed
    assert not agreed["needs_review"]
    assert agreed["confidence"] >= 0.99
    assert agreed["priority"] < flag["priority"]


def test_households_confirmed_for_proposal_are_those_that_are_not_registered() -> None:
    flag = listed(month("2026-10", ["dewi"]).judge(), "dewi")
    assert flag
    world = month("2026-10", ["ani", "budi", "citra", "dewi"])
    world.decide("proposal", "ani", "agree")
    world.decide("proposal", "k-terdaftar", "agree")
    world.decide("proposal", "budi", "agree")
    world.decide("proposal", "budi", "disagree")
    world.decide("proposal", flag["flag_id"], "agree")
    status = world.judge().table("household_status").filter("proposal_confirmed")
    assert status["household_id"].sort().to_list() == ["ani", "dewi"]


def test_a_word_on_evidence_that_comes_back_still_stands(tmp_path: Path) -> None:
    """Evidence that goes to and fro between two lists is decided once on each of them."""

    def world(period: str, more: bool) -> World:
        made = month(period, ["ani"])
        if more:
            made.village_row("ani", {**POOR, "dinding": 3}, file="usulan_susulan.xlsx")
        return made

    ledger: list[dict[str, Any]] = []
    listed_in = []
    previous = None
    for number, (period, more) in enumerate(
        [("2026-07", False), ("2026-08", True), ("2026-09", False), ("2026-10", True)]
    ):
        asked = world(period, more)
        asked.decisions = ledger
        file = tmp_path / f"{number}.duckdb"
        flag = listed(asked.judge(previous=previous, database=file), "ani")
        stands = flag is not None and flag["state"] != "resolved"
        listed_in.append(stands)
        if flag and stands:
            asked.decide("flag", flag["flag_id"], "disagree", flag["evidence_hash"])
        previous = file
    assert listed_in == [True, True, False, False]


def test_taking_back_a_word_does_not_revive_an_older_one_without_evidence() -> None:
    flag = listed(month("2026-10", ["ani"]).judge(), "ani")
    assert flag
    world = month("2026-10", ["ani"])
    world.decide("flag", flag["flag_id"], "disagree")
    world.decide("flag", flag["flag_id"], "unsure", flag["evidence_hash"])
    assert listed(world.judge(), "ani")


def test_a_word_on_evidence_in_the_old_hash_counts_while_the_rows_are_the_same() -> None:
    """Decisions of the months in which evidence was the ids of rows (`row_hash`)."""
    flag = listed(month("2026-10", ["ani"]).judge(), "ani")
    assert flag and flag["row_hash"] != flag["evidence_hash"]
    listed_in = []
    for typed_before in (0, 500):
        world = month("2026-10", ["ani"], typed_before=typed_before)
        world.decide("flag", flag["flag_id"], "disagree", flag["row_hash"])
        listed_in.append(listed(world.judge(), "ani") is not None)
    assert listed_in == [False, True]

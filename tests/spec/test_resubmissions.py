"""A village sends its list again: corrections, additions, full replacements, the same once more."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.support.assess_world import BINUANG, COMFORTABLE, POOR, TATAKAN, Judged, World

FIRST, SECOND, THIRD = date(2026, 10, 3), date(2026, 10, 9), date(2026, 10, 14)
OLD, NEW, NEWEST = "a lama.xlsx", "b baru.xlsx", "c terbaru.xlsx"


def old(world: World, person: str, indicators: dict[str, Any] | None = None, **row: Any) -> str:
    """A row of the first list."""
    return world.village_row(person, indicators, file=OLD, listed=FIRST, **row)


def new(world: World, person: str, indicators: dict[str, Any] | None = None, **row: Any) -> str:
    """A row of the list sent six days later."""
    return world.village_row(person, indicators, file=NEW, listed=SECOND, **row)


def poverty(judged: Judged, household: str) -> dict[str, Any]:
    """The one row of out.poverty about a household."""
    (row,) = judged.table("poverty").filter(household_id=household).to_dicts()
    return row


def changes(judged: Judged, person: str) -> set[tuple[str, str | None, str | None, str | None]]:
    """(change, column, old, new) of a person."""
    rows = judged.table("resubmission").filter(person_id=person)
    return set(rows.select("change", "canonical", "old_value", "new_value").rows())


# ------------------------------------------------------------------ cells


def test_an_empty_cell_of_a_correction_never_overwrites_a_value() -> None:
    world = World()
    world.person("ani")
    first = old(world, "ani", POOR)
    second = new(world, "ani", {"lantai": 1})
    judged = world.judge()
    row = poverty(judged, "k-ani")
    assert "".join(row["criteria_met"]) == "ah", "the floor is the newer list's, the rest stands"
    assert row["criteria_missing"] == []
    assert row["record_ids"] == sorted([first, second])
    assert (row["record_id"], row["basis"]) == (second, "date")
    assert row["file"].endswith(NEW)


def test_a_box_left_unticked_is_an_answer_and_overwrites() -> None:
    """Where a column holds ticks only, the core layer has a plain no: it is not empty."""
    world = World()
    world.person("ani")
    old(world, "ani", POOR)
    new(world, "ani", {"kk_tidak_bekerja": False})
    assert "".join(poverty(world.judge(), "k-ani")["criteria_met"]) == "eh"


def test_each_cell_comes_from_the_newest_list_that_gives_it() -> None:
    world = World()
    world.person("ani")
    old(world, "ani", {**COMFORTABLE, "lantai": 8, "jamban": 6})
    new(world, "ani", {"jamban": 1, "dinding": 4})
    world.village_row("ani", {"dinding": 6}, file=NEWEST, listed=THIRD)
    row = poverty(world.judge(), "k-ani")
    assert "".join(row["criteria_met"]) == "ef"
    assert len(row["record_ids"]) == 3


def test_rows_whose_every_value_was_overwritten_are_no_evidence() -> None:
    world = World()
    world.person("ani")
    old(world, "ani", {"lantai": 8})
    second = new(world, "ani", POOR)
    assert poverty(world.judge(), "k-ani")["record_ids"] == [second]


def test_the_finding_names_the_rows_whose_values_stand() -> None:
    world = World()
    world.person("ani")
    world.person("other")
    world.dtks("other")
    first = old(world, "ani", POOR)
    second = new(world, "ani")
    flag = world.judge().flag("missing_from_dtks", "k-ani")
    assert flag is not None
    assert {first, second} <= {r for reason in flag["reasons"] for r in reason["record_ids"]}


def test_an_older_lists_wrong_family_does_not_speak_for_who_was_put_right() -> None:
    """The neighbours' dwelling is not taken over by someone once listed with their KK."""
    world = World()
    for name in ("tono", "tini", "toni"):
        world.person(name, "neighbours")
        old(world, name, POOR, family_key="kk:1", kk="1")
    world.person("ani")
    old(world, "ani", family_key="kk:1", kk="1")
    new(world, "ani", {"lantai": 1}, family_key="kk:2", kk="2")
    row = poverty(world.judge(), "k-ani")
    assert row["poverty"] == "unknown"
    assert "a" in row["criteria_missing"]


def test_a_corrected_kk_of_a_whole_family_keeps_what_the_older_list_said() -> None:
    world = World()
    for name in ("ani", "adi"):
        world.person(name, "family")
        old(world, name, POOR, family_key="kk:1", kk="1")
        new(world, name, family_key="kk:2", kk="2")
    assert poverty(world.judge(), "family")["poverty"] == "poor"


# ------------------------------------------------------------------ who proposes


def test_a_newer_row_that_says_moved_withdraws_the_older_proposal() -> None:
    world = World()
    world.person("ani")
    old(world, "ani", POOR)
    new(world, "ani", POOR, moved=True)
    assert not world.judge().household("k-ani")["proposed"]


def test_an_addition_withdraws_nobody() -> None:
    world = World()
    world.person("ani")
    world.person("budi")
    old(world, "ani", POOR)
    new(world, "budi", POOR)
    judged = world.judge()
    assert judged.household("k-ani")["proposed"]
    assert judged.household("k-budi")["proposed"]


def replaced() -> World:
    """Ani and Budi, then a further list with Budi and Citra, then one with Dodi."""
    world = World()
    for name in ("ani", "budi", "citra", "dodi"):
        world.person(name)
    old(world, "ani", POOR)
    old(world, "budi", POOR)
    old(world, "dodi", POOR)
    new(world, "budi", POOR)
    new(world, "citra", POOR)
    world.village_row("dodi", POOR, file=NEWEST, listed=THIRD)
    return world


def proposed(judged: Judged) -> set[str]:
    """Who of the four is proposed."""
    named = {f"k-{name}" for name in ("ani", "budi", "citra", "dodi")}
    return set(judged.table("proposal")["household_id"]) & named


def test_a_full_replacement_withdraws_whom_it_and_newer_lists_omit() -> None:
    world = replaced()
    world.replaces(NEW)
    judged = world.judge()
    assert proposed(judged) == {"k-budi", "k-citra", "k-dodi"}
    assert changes(judged, "ani") == {("withdrawn", None, None, None)}
    assert judged.table("withdrawal")["replaced_by"].str.ends_with(NEW).to_list() == [True]


@pytest.mark.parametrize(
    ("marked", "verdict", "withdrawn"),
    [
        (False, None, False),
        (False, "agree", True),
        (True, "disagree", False),
        (True, "unsure", True),
    ],
)
def test_an_officer_decides_whether_a_list_replaces(
    marked: bool, verdict: str | None, withdrawn: bool
) -> None:
    world = replaced()
    if marked:
        world.replaces(NEW)
    if verdict:
        world.decide("replacement_list", f"2026-10/usulan-desa/{NEW}", verdict)
    assert ("k-ani" not in proposed(world.judge())) is withdrawn


def test_a_replacement_of_the_same_date_is_the_newer_list_whatever_its_path() -> None:
    world = World()
    world.person("ani")
    world.person("budi")
    for name in ("ani", "budi"):
        world.village_row(name, POOR, file="usulan.xlsx", listed=FIRST)
    world.village_row("budi", COMFORTABLE, file="pengganti usulan.xlsx", listed=FIRST)
    world.replaces("pengganti usulan.xlsx")
    judged = world.judge()
    assert proposed(judged) == {"k-budi"}
    row = poverty(judged, "k-budi")
    assert (row["poverty"], row["basis"]) == ("non_poor", "replacement")


def test_an_undated_replacement_is_newer_than_dated_lists() -> None:
    world = World()
    world.person("ani")
    world.person("budi")
    old(world, "ani", POOR)
    world.village_row("budi", POOR, file="ganti total.xlsx")
    world.replaces("ganti total.xlsx", "filename")
    assert proposed(world.judge()) == {"k-budi"}


def test_a_replacement_speaks_for_its_own_village_only() -> None:
    world = World()
    world.person("ani", village=BINUANG)
    world.person("budi")
    world.village_row("ani", POOR, village=BINUANG, file=OLD, listed=FIRST)
    new(world, "budi", POOR)
    world.replaces(NEW)
    assert proposed(world.judge()) == {"k-ani", "k-budi"}


def test_a_replacement_that_is_a_population_list_withdraws_nobody() -> None:
    world = World()
    world.person("ani")
    old(world, "ani", POOR)
    for n in range(world.neighbours):
        new(world, f"tetangga {TATAKAN} {n}", POOR)
    world.replaces(NEW)
    judged = world.judge()
    assert proposed(judged) == {"k-ani"}
    assert judged.table("withdrawal").is_empty()


def test_a_list_and_its_replacement_are_not_taken_together_for_a_population_list() -> None:
    world = World()
    for n in range(world.neighbours):
        half, listed = (OLD, FIRST) if n % 2 else (NEW, SECOND)
        world.village_row(f"tetangga {TATAKAN} {n}", POOR, file=half, listed=listed)
    world.village_row(f"tetangga {TATAKAN} 1", POOR, file=OLD, listed=FIRST)
    assert world.judge().table("village_list")["population_list"].all()
    world.replaces(NEW)
    judged = world.judge()
    assert not judged.table("village_list")["population_list"].any()
    assert judged.household(f"k-tetangga {TATAKAN} 0")["proposed"]
    assert not judged.household(f"k-tetangga {TATAKAN} 1")["proposed"]


# ------------------------------------------------------------------ what changed


def test_what_changed_is_listed_person_by_person_and_column_by_column() -> None:
    world = World()
    for name in ("ani", "budi", "citra"):
        world.person(name)
    before = old(world, "ani", {"lantai": 8}, nik=None, nik_typed="63050", nik_status="short",
                 rt="1", sex="P")  # fmt: skip
    after = new(world, "ani", {"lantai": 6}, nik="6305024101800001", nik_status="ok", rt="2")
    old(world, "budi", POOR, rt="1", alamat="Jl. Melati no 2")
    new(world, "budi", rt="1", alamat="JL MELATI NO. 2")
    new(world, "citra")
    judged = world.judge()
    assert changes(judged, "ani") == {
        ("changed", "nik", "63050", "6305024101800001"),
        ("changed", "rt", "1", "2"),
        ("changed", "lantai", "8", "6"),
    }, "the sex that the new list leaves out is no change"
    assert changes(judged, "budi") == {("same", None, None, None)}
    assert changes(judged, "citra") == {("added", None, None, None)}
    ani = judged.table("resubmission").filter(person_id="ani")
    assert set(ani.select("old_record_id", "record_id").rows()) == {(before, after)}


def test_a_familys_changed_dwelling_is_reported_once() -> None:
    world = World()
    for name, shdk in (("istri", "istri"), ("kepala", "kepala")):
        world.person(name, "family")
        old(world, name, POOR, family_key="kk:1", shdk=shdk)
        new(world, name, {**POOR, "lantai": 1}, family_key="kk:1", shdk=shdk)
    judged = world.judge()
    assert changes(judged, "kepala") == {("changed", "lantai", "8", "1")}
    assert changes(judged, "istri") == {("same", None, None, None)}


def test_a_value_is_compared_with_the_newest_list_that_gave_one() -> None:
    world = World()
    world.person("ani")
    old(world, "ani", rt="1")
    new(world, "ani")
    world.village_row("ani", file=NEWEST, listed=THIRD, rt="2")
    assert ("changed", "rt", "1", "2") in changes(world.judge(), "ani")


def test_a_village_that_sent_once_and_a_population_list_changed_nothing() -> None:
    world = World()
    world.person("ani")
    old(world, "ani", POOR)
    for n in range(world.neighbours):
        new(world, f"tetangga {TATAKAN} {n}", POOR)
    assert world.judge().table("resubmission").is_empty()


def test_the_result_does_not_depend_on_the_order_of_rows() -> None:
    tables = []
    for seed in (1, 2):
        world = replaced()
        world.replaces(NEW)
        judged = world.judge(seed=seed)
        tables.append([judged.table(n) for n in ("resubmission", "withdrawal", "poverty", "flag")])
    for left, right in zip(*tables, strict=True):
        assert left.equals(right)


# ------------------------------------------------------------------ the same list again


def sent_twice(world: World, times: dict[str, date | None]) -> None:
    """Two persons' rows in each file, the later ones with the ids of repeated contents."""
    for again, (file, listed) in enumerate(times.items()):
        for name in ("ani", "budi") if again % 2 else ("budi", "ani"):
            record = world.village_row(name, POOR, file=file, listed=listed)
            suffix = f"-{again + 1}" if again else ""
            rename(world, record, f"r{name}{suffix}")


def rename(world: World, record: str, name: str) -> None:
    """Give a row the id that its content would have."""
    for rows in world.rows.values():
        for row in rows:
            if row.get("record_id") == record:
                row["record_id"] = name


def test_the_same_rows_in_another_order_are_recognized() -> None:
    world = World()
    world.person("ani")
    world.person("budi")
    sent_twice(world, {OLD: FIRST, NEW: SECOND})
    lists = world.judge().table("village_list").sort("recency")
    assert lists.select(pl.col("same_as").str.split("/").list.last()).to_series().to_list() == [
        OLD,
        None,
    ]


def test_a_list_sent_again_counts_nobody_twice_and_reopens_nothing() -> None:
    once, twice = World(), World()
    for world in (once, twice):
        for name in ("ani", "budi", "other"):
            world.person(name)
        world.dtks("other")
    sent_twice(once, {OLD: FIRST})
    sent_twice(twice, {OLD: FIRST, NEW: SECOND})
    flags = [
        w.judge().table("flag").select("flag_id", "confidence", "evidence_hash")
        for w in (once, twice)
    ]
    assert flags[0].equals(flags[1])
    assert flags[0].height == 2

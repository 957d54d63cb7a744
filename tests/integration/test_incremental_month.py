"""A month in which little changed compares little, and links as if it had compared everything."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.office.config import Config
from pipelines.resolve import blocks, recall, resolve
from tests.support.people import NO_DECISIONS, background, pair_decision, published, world

Row = dict[str, Any]
People = dict[str, Row]
CONFIG = Config(region="63.05")
OUTCOMES = ("record_person", "candidate", "person_household", "record_household", "id_history")


def regency() -> People:
    """Dukcapil people, lists that name most of them with slips, and meters with name and street."""
    chance = random.Random(4)
    civil = [{**row, "street": f"JALAN {i // 12}"} for i, row in enumerate(background(360))]
    people: People = {row["id"]: row for row in civil}
    for i, row in enumerate(civil[:300]):
        listed: Row = {
            key: row[key] for key in ("nama", "sex", "mother", "village", "rt", "street")
        }
        listed |= {"table": "usulan_desa" if i % 2 else "dtks_art", "family": f"list-{i // 3}"}
        slip = chance.randrange(6)
        listed["birth"] = None if slip == 0 else row["birth"]
        listed["kk"] = row["kk"] if slip != 1 else None
        if slip == 2:
            listed["nik"] = row["nik"][:15] + str((int(row["nik"][15]) + 1) % 10)
        if slip == 3:
            listed["nama"] = row["nama"].split()[0]
        if slip == 4:
            listed |= {"rt": None, "mother": None, "kk": f"6305010101239{i // 3:03d}"}
        if slip == 5:
            listed["nama"] = row["nama"][:-2]
        if i % 20 == 7:  # nothing but a clipped name: only its relatives' KK can tell who it is
            listed["nama"] = row["nama"][:-1]
            listed |= dict.fromkeys(("nik", "kk", "mother", "birth", "rt", "street"))
        people[f"daftar{i:03d}"] = {**listed, "id": f"daftar{i:03d}"}
    for i, row in enumerate(civil[:60]):
        meter = {key: row[key] for key in ("nama", "village", "street")}
        people[f"meter{i:02d}"] = {**meter, "id": f"meter{i:02d}", "table": "pln"}
    return people


@dataclass(frozen=True)
class Resolved:
    """A resolved month: its database, and what linkage decided, by table."""

    database: Path
    outcome: dict[str, pl.DataFrame]
    comparing: Row
    pairs: list[tuple[Any, ...]]


def month(
    folder: Path,
    people: People,
    previous: Path | None = None,
    compared: Path | None = None,
    decisions: pl.DataFrame = NO_DECISIONS,
) -> Resolved:
    con = world(list(people.values()))
    resolve(con, CONFIG, "2026-11", decisions, previous, None, compared)
    outcome = {name: con.sql(f"from link.{name} order by all").pl() for name in OUTCOMES}
    comparing = con.sql("from link.comparing").pl().to_dicts()[0]
    pairs = con.execute("from link.compared order by all").fetchall()
    path = folder / f"{len(list(folder.iterdir()))}.duckdb"
    return Resolved(published(con, path), outcome, comparing, pairs)


@pytest.fixture(scope="module", autouse=True)
def keys_are_soon_common() -> Iterator[None]:
    """A regency of this size has no name that hundreds share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "KEY_LIMIT", 40)
        yield


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Resolved:
    """The month before, compared in full."""
    return month(tmp_path_factory.mktemp("bulan"), regency())


def test_a_rerun_compares_no_pair_and_links_the_same(first: Resolved, tmp_path: Path) -> None:
    again = month(tmp_path, regency(), None, first.database)
    assert again.comparing["reason_full"] is None
    assert (again.comparing["fresh"], again.comparing["compared"]) == (0, 0)
    assert again.comparing["remembered"] == first.comparing["compared"] > 500
    assert again.pairs == first.pairs
    assert_same(again, first)


def test_the_second_round_has_pairs_in_this_regency(first: Resolved) -> None:
    assert sum(pair[0] == 2 for pair in first.pairs) > 5
    assert "household" in first.outcome["record_person"]["match_reason"]


def assert_same(one: Resolved, other: Resolved) -> None:
    for table in OUTCOMES:
        assert one.outcome[table].equals(other.outcome[table]), table


def little_changed(people: People) -> None:
    """About one row in fifty: spelling, a new birth date, rows added and removed."""
    chance = random.Random(11)
    for name in chance.sample(sorted(people), len(people) // 60):
        people[name] = {**people[name], "nama": people[name]["nama"] + " A"}
    for name in chance.sample(sorted(p for p in people if p.startswith("daftar")), 3):
        del people[name]
    new = {**people["bg00311"], "id": "daftar999", "table": "usulan_desa", "nik": None}
    people["daftar999"] = new


def dukcapil_corrected(people: People) -> None:
    people["bg00012"] = {**people["bg00012"], "birth": "1961-05-09", "mother": "SITI AMINAH"}


def family_moved(people: People) -> None:
    for name in ("bg00030", "bg00031", "bg00032"):
        people[name] = {**people[name], "kk": "6305010101268888", "rt": "9"}


def relatives_moved(people: People) -> None:
    """Families listed with somebody who gave a first name only have another KK now."""
    for i in (6, 8, 27, 28, 46, 48):
        person = people[f"bg{i:05d}"]
        people[f"bg{i:05d}"] = {**person, "kk": f"63050101012{700 + i // 3:05d}"}


def common_key(people: People) -> None:
    """One birth date and last name for more rows than may share a key."""
    for i in range(60):
        name = f"wabah{i:02d}"
        people[name] = {
            "id": name, "table": "usulan_desa", "nama": f"{chr(65 + i % 26)}INAH LESTARI",
            "birth": "1970-07-01", "village": "63.05.01.2001", "rt": "1",
        }  # fmt: skip


def kk_given(people: People) -> None:
    """A list now has the KK of people whose relatives are known by it."""
    for i in range(20):
        name = f"daftar{3 * i:03d}"
        if name in people:
            people[name] = {**people[name], "kk": people[f"bg{3 * i:05d}"]["kk"]}


@pytest.mark.parametrize(
    "change",
    [little_changed, dukcapil_corrected, family_moved, relatives_moved, common_key, kk_given],
    ids=lambda change: change.__name__,
)
def test_a_changed_month_links_as_if_all_had_been_compared(
    change: Callable[[People], None], first: Resolved, tmp_path: Path
) -> None:
    people = regency()
    change(people)
    assert_little_is_enough(tmp_path, people, first)


def test_a_decision_is_obeyed_without_comparing_all(first: Resolved, tmp_path: Path) -> None:
    linked = first.outcome["record_person"]
    listed = linked.filter(
        pl.col("record_id").str.starts_with("daftar"), match_reason="household"
    ).select("person_id", listed="record_id")
    civil = linked.filter(pl.col("record_id").str.starts_with("bg"))
    joined, apart = listed.join(civil, on="person_id").select("record_id", "listed").row(0)
    decisions = pair_decision("different", joined, apart)
    little = assert_little_is_enough(tmp_path, regency(), first, decisions)
    ids = dict(little.outcome["record_person"].select("record_id", "person_id").iter_rows())
    assert ids[apart] != ids[joined]


def assert_little_is_enough(
    folder: Path, people: People, first: Resolved, decisions: pl.DataFrame = NO_DECISIONS
) -> Resolved:
    """The month is the same whether all or only the changed entities are compared."""
    full = month(folder, people, first.database, None, decisions)
    little = month(folder, people, first.database, first.database, decisions)
    assert full.comparing["reason_full"] == "nothing_known"
    assert little.comparing["reason_full"] is None
    assert_same(little, full)
    assert little.comparing["fresh"] < full.comparing["fresh"] / 4
    assert little.comparing["compared"] < full.comparing["compared"] / 2
    return little


def test_months_may_build_on_months_that_compared_little(first: Resolved, tmp_path: Path) -> None:
    people = regency()
    little_changed(people)
    second = month(tmp_path, people, first.database, first.database)
    family_moved(people)
    kk_given(people)
    assert second.comparing["reason_full"] is None
    assert_little_is_enough(tmp_path, people, second)


def test_ids_come_from_the_month_before_and_pairs_from_the_newest_run(
    first: Resolved, tmp_path: Path
) -> None:
    people = regency()
    little_changed(people)
    once = month(tmp_path, people, first.database, first.database)
    again = month(tmp_path, people, first.database, once.database)
    assert (once.comparing["fresh"] > 0, again.comparing["fresh"]) == (True, 0)
    assert_same(again, once)


def test_all_is_compared_where_the_program_compares_otherwise(
    first: Resolved, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recall, "version", lambda package: "another")
    again = month(tmp_path, regency(), None, first.database)
    assert again.comparing["reason_full"] == "other_program"
    assert (again.pairs, again.comparing["remembered"]) == (first.pairs, 0)


def test_all_is_compared_where_a_forgotten_pair_might_count_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recall, "MARGIN", 0)
    first = month(tmp_path, regency())
    people = regency()
    little_changed(people)
    little = month(tmp_path, people, first.database, first.database)
    assert little.comparing["reason_full"] == "weights_moved"
    assert_same(little, month(tmp_path, people, first.database, None))


def test_a_publication_of_an_older_program_is_no_help(first: Resolved, tmp_path: Path) -> None:
    older = tmp_path / "lama.duckdb"
    with duckdb.connect(str(older)) as con:
        con.execute("create schema link; create table link.compared as select 1 as round")
    assert month(tmp_path, regency(), None, older).comparing["reason_full"] == "other_program"

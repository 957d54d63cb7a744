"""A month after another: ids go on, and the same rows give the same links."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.office.config import Config
from pipelines.resolve import thresholds
from pipelines.resolve.step import resolve
from tests.support.people import NO_DECISIONS, background, pair_decision, published, world

Row = dict[str, Any]
People = dict[str, Row]
CONFIG = Config(region="63.05")
OUTCOMES = (
    "record_person", "candidate", "person_household", "record_household", "id_history", "compared"
)  # fmt: skip


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
        if i % 20 == 7:  # nothing but a clipped name: only its relatives' KK can show who it is
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


def month(
    folder: Path,
    people: People,
    previous: Path | None = None,
    decisions: pl.DataFrame = NO_DECISIONS,
) -> Resolved:
    con = world(list(people.values()))
    resolve(con, CONFIG, "2026-11", decisions, previous)
    outcome = {name: con.sql(f"from link.{name}").pl() for name in OUTCOMES}
    path = folder / f"{len(list(folder.iterdir()))}.duckdb"
    return Resolved(published(con, path), outcome)


@pytest.fixture(scope="module", autouse=True)
def keys_are_soon_common() -> Iterator[None]:
    """A regency of this size has no name that hundreds share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thresholds, "KEY_LIMIT", 40)
        yield


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Resolved:
    """The month before."""
    return month(tmp_path_factory.mktemp("bulan"), regency())


def assert_same(one: Resolved, other: Resolved) -> None:
    for table in OUTCOMES:
        assert one.outcome[table].equals(other.outcome[table]), table


def test_the_second_round_has_pairs_in_this_regency(first: Resolved) -> None:
    assert first.outcome["compared"].filter(round=2).height > 5
    assert "household" in first.outcome["record_person"]["match_reason"]


def test_the_same_rows_in_another_order_link_the_same(first: Resolved, tmp_path: Path) -> None:
    people = list(regency().items())
    random.Random(3).shuffle(people)
    assert_same(month(tmp_path, dict(people)), first)


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
    """Families listed with someone who gave a first name only have another KK now."""
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
def test_people_keep_their_ids_when_some_rows_change(
    change: Callable[[People], None], first: Resolved, tmp_path: Path
) -> None:
    people = regency()
    change(people)
    second = month(tmp_path, people, first.database)
    civil = pl.col("record_id").str.starts_with("bg")
    before, today = (
        m.outcome["record_person"].filter(civil).select("record_id", "person_id")
        for m in (first, second)
    )
    assert today.equals(before)
    assert_same(month(tmp_path, people, first.database), second)


def test_a_decision_is_obeyed_next_month(first: Resolved, tmp_path: Path) -> None:
    linked = first.outcome["record_person"]
    listed = linked.filter(
        pl.col("record_id").str.starts_with("daftar"), match_reason="household"
    ).select("person_id", listed="record_id")
    civil = linked.filter(pl.col("record_id").str.starts_with("bg"))
    joined, apart = listed.join(civil, on="person_id").select("record_id", "listed").row(0)
    second = month(tmp_path, regency(), first.database, pair_decision("different", joined, apart))
    ids = dict(second.outcome["record_person"].select("record_id", "person_id").iter_rows())
    assert ids[apart] != ids[joined]

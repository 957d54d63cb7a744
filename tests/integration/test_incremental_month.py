"""A month in which little changed compares little, and links as if it had compared everything."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import sql
from pipelines.config import Config
from pipelines.resolve import blocks, model, recall, resolve, score
from pipelines.resolve.engine import in_duckdb
from pipelines.resolve.fitted import committed
from pipelines.resolve.weights import Weights
from schemas import link
from schemas.base import dtypes
from tests.spec.people import NO_DECISIONS, background, pair_decision, published, world

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
        listed: Row = {key: row[key] for key in ("nama", "sex", "mother", "village", "rt", "street")}
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


def common_key(people: People) -> None:
    """One birth date and last name for more rows than may share a key."""
    for i in range(60):
        name = f"wabah{i:02d}"
        people[name] = {
            "id": name, "table": "usulan_desa", "nama": f"{chr(65 + i % 26)}INAH LESTARI",
            "birth": "1970-07-01", "village": "63.05.01.2001", "rt": "1",
        }  # fmt: skip


def renamed_list(people: People) -> None:
    """A second list says of twenty people who had been told apart by nothing that they share a KK."""
    for i in range(20):
        name = f"daftar{3 * i:03d}"
        if name in people:
            people[name] = {**people[name], "kk": people[f"bg{3 * i:05d}"]["kk"]}


@pytest.mark.parametrize(
    "change",
    [little_changed, dukcapil_corrected, family_moved, common_key, renamed_list],
    ids=lambda change: change.__name__,
)
def test_a_changed_month_links_as_if_all_had_been_compared(
    change: Callable[[People], None], first: Resolved, tmp_path: Path
) -> None:
    people = regency()
    change(people)
    full = month(tmp_path, people, first.database, None)
    little = month(tmp_path, people, first.database, first.database)
    assert (full.comparing["reason_full"], little.comparing["reason_full"]) == (
        "nothing_known",
        None,
    )
    assert_same(little, full)
    assert 0 < little.comparing["fresh"] < full.comparing["fresh"] / 4
    assert little.comparing["compared"] < full.comparing["compared"] / 2

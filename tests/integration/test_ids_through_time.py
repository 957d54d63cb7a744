"""Whose id persists when rows change from month to month, and what is said of those that do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.office.config import Config
from pipelines.resolve.step import resolve
from tests.support.people import NO_DECISIONS, background, pair_decision, published, world

Row = dict[str, Any]
VILLAGE, KK = "63.05.02.2001", "6305021203100001"
FATHER: Row = {
    "table": "dukcapil", "nama": "HERMAN WIJAYA KUSUMA", "nik": "6305021203800001", "kk": KK,
    "birth": "1980-03-12", "sex": "L", "village": VILLAGE, "family": "list-father",
}  # fmt: skip


def listed(name: str, **known: Any) -> Row:
    return {"table": "usulan_desa", "nama": name, "village": VILLAGE, **known}


def month(
    folder: Path,
    period: str,
    people: dict[str, Row],
    previous: Path | None = None,
    decisions: pl.DataFrame = NO_DECISIONS,
) -> Path:
    """Resolve a month of `people` (record id → row) among neighbours; its database."""
    con = world(background(120) + [{**row, "id": name} for name, row in people.items()])
    resolve(con, Config(region="63.05"), period, decisions, previous)
    return published(con, folder / f"{period}.duckdb")


def query(path: Path, text: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(text).fetchall()


def ids(path: Path, unit: str = "person") -> dict[str, str]:
    """record id → id of its person (or household), neighbours left out."""
    found = query(path, f"select record_id, {unit}_id from link.record_{unit}")
    return {record: made for record, made in found if not record.startswith("bg")}


def two_months(folder: Path, before: dict[str, Row], after: dict[str, Row]) -> list[dict[str, str]]:
    first = month(folder, "2026-10", before)
    return [ids(first), ids(month(folder, "2026-11", after, first))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            listed("RAHMAWATI PUSPITA", nik="6305025507850003", birth="1985-07-15"),
            listed("RAHMAWATY PUSPITA", nik="6305025507850003", birth="1985-07-15", rt="4"),
        ),
        (listed("ZULKIFLI ANSHARI", kk=KK), listed("ZULKIFLI ANSARI", kk=KK)),
        (listed("ZULKIFLI ANSHARI"), listed("ZULKIFLI ANSHARI", rt="3")),
        (
            listed("ZULKIFLI ANSHARI", family="list-father"),
            listed("ZULKIFLI ANSARI", family="list-father", rt="3"),
        ),
    ],
    ids=["its NIK under a respelt name", "its KK", "its name alone in the village", "its family"],
)
def test_a_retyped_row_keeps_its_persons_id_by(before: Row, after: Row, tmp_path: Path) -> None:
    first, second = two_months(
        tmp_path, {"father": FATHER, "old": before}, {"father": FATHER, "new": after}
    )
    assert second["new"] == first["old"]
    assert second["father"] == first["father"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            listed("ZULKIFLI ANSHARI", birth="1980-03-05", kk=KK),
            listed("ZULKIFLI ANSHARI", birth="1991-11-21", kk=KK),
        ),
        (listed("ZULKIFLI ANSHARI", sex="L", kk=KK), listed("ZULKIFLI ANSHARI", sex="P", kk=KK)),
        (listed("ZULKIFLI ANSHARI", kk=KK), listed("MARDIANA HAYATI", kk=KK)),
    ],
    ids=["another birth date", "another sex", "another name"],
)
def test_nobody_inherits_the_id_of_somebody_with(before: Row, after: Row, tmp_path: Path) -> None:
    first, second = two_months(tmp_path, {"old": before}, {"new": after})
    assert second["new"] != first["old"]


def test_sisters_of_like_names_do_not_swap_ids(tmp_path: Path) -> None:
    first, second = two_months(
        tmp_path,
        {"a": listed("SITI AMINAH", kk=KK), "b": listed("SITI AMINI", kk=KK)},
        {"a2": listed("SITI AMINAH", kk=KK, rt="2"), "b2": listed("SITI AMINI", kk=KK, rt="2")},
    )
    assert (second["a2"], second["b2"]) == (first["a"], first["b"])


def history(path: Path, unit: str) -> set[tuple[str, str, str | None, str | None]]:
    """period, kind, old and new id of one unit's history."""
    found = query(
        path, f"select period, kind, old_id, new_id from link.id_history where unit = '{unit}'"
    )
    return set(found)


def test_the_history_shows_splits_merges_and_who_is_new_or_gone(tmp_path: Path) -> None:
    one = {"father": FATHER, "list": {**FATHER, "table": "usulan_desa"}}
    other = listed("ZULKIFLI ANSHARI", rt="1")
    first = month(tmp_path, "2026-10", {**one, "other": other})
    split = month(
        tmp_path, "2026-11", {**one, "stranger": listed("MARDIANA HAYATI")}, first,
        pair_decision("different", "father", "list"),
    )  # fmt: skip
    merged = month(tmp_path, "2026-12", {**one, "stranger": listed("MARDIANA HAYATI")}, split)

    then, apart, again = ids(first), ids(split), ids(merged)
    assert then["father"] == then["list"] and apart["father"] != apart["list"]
    went_on = then["father"]
    left = apart["list"] if apart["father"] == went_on else apart["father"]
    november = {
        ("2026-11", "split", went_on, left),
        ("2026-11", "new", None, apart["stranger"]),
        ("2026-11", "gone", then["other"], None),
    }
    assert history(first, "person") == set()
    assert history(split, "person") == november
    ended = left if again["father"] == went_on else went_on
    assert history(merged, "person") == november | {("2026-12", "merge", ended, again["father"])}


def test_the_history_shows_that_a_family_was_divided(tmp_path: Path) -> None:
    wife = {**FATHER, "nama": "NURHAYATI SAPUTRI", "nik": "6305025203830002", "sex": "P",
            "birth": "1983-03-12"}  # fmt: skip
    first = month(tmp_path, "2026-10", {"father": FATHER, "wife": wife})
    moved = month(
        tmp_path, "2026-11", {"father": FATHER, "wife": {**wife, "kk": "6305020111260009"}}, first
    )
    home, today = ids(first, "household")["father"], ids(moved, "household")
    left = next(found for found in today.values() if found != home)
    assert ("2026-11", "split", home, left) in history(moved, "household")

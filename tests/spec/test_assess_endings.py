"""How a finding ends: only for a reason, and otherwise it stays open, unheard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.support.assess_world import BINUANG, COMFORTABLE, POOR, TATAKAN, Judged, World

Happening = Callable[[World], None]
MISSING = "missing_from_dtks"


def sent(world: World, village: str = TATAKAN) -> None:
    """The village sends a list, with another family on it."""
    world.person(f"orang lain {village}", village=village)
    world.village_row(f"orang lain {village}", COMFORTABLE, village=village)


def registered(world: World) -> None:
    """The registry has somebody, so that it is there at all."""
    world.person("terdaftar")
    world.dtsen_family("99", 1)
    world.dtsen("terdaftar", "99")


def poor_family(world: World) -> None:
    world.person("ani", "keluarga")
    world.village_row("ani", POOR)


def family(world: World, **person: Any) -> None:
    world.person("ani", "keluarga", **person)


def in_dtsen(world: World, desil: int) -> None:
    family(world)
    world.dtsen_family("1", desil)
    world.dtsen("ani", "1")


def moved_away(world: World) -> None:
    family(world, civil=False)
    world.record("dukcapil", "ani", moved=True)


def married(world: World) -> None:
    world.person("ani", "keluarga lain")
    world.person("budi", "keluarga lain")


def better_off(world: World) -> None:
    family(world)
    world.village_row("ani", COMFORTABLE)


def still_there_and_others_listed(world: World) -> None:
    family(world)
    sent(world)


def listed_and_ranked(world: World) -> None:
    in_dtsen(world, 8)
    world.village_row("ani", POOR)


def judged(
    period: str,
    happening: Happening,
    previous: Path | None = None,
    database: Path | None = None,
    config: dict[str, Any] | None = None,
    *,
    registry: bool = True,
) -> Judged:
    world = World(period)
    if registry:
        registered(world)
    happening(world)
    return world.judge(config, previous=previous, database=database)


def ending(tmp_path: Path, kind: str, before: Happening, after: Happening) -> tuple[str, str]:
    """State and resolution in October of the flag of `kind` that `before` raises in September."""
    file = tmp_path / "2026-09.duckdb"
    first = judged("2026-09", before, database=file).table("flag").filter(kind=kind)
    assert first.height == 1
    flags = judged("2026-10", after, file).table("flag").filter(flag_id=first["flag_id"][0])
    (row,) = flags.iter_rows(named=True)
    assert row["last_judged"] == ("2026-10" if row["state"] == "persisting" else "2026-09")
    return row["state"], row["resolution"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (poor_family, ("persisting", None)),
        (lambda w: in_dtsen(w, 3), ("resolved", "in_registry")),
        (better_off, ("resolved", "not_poor")),
        (lambda w: family(w, dead=True), ("resolved", "died")),
        (moved_away, ("resolved", "moved")),
        (married, ("resolved", "merged")),
        (listed_and_ranked, ("resolved", "source_corrected")),
        (lambda w: in_dtsen(w, 8), ("unheard", None)),
        (still_there_and_others_listed, ("unheard", None)),
        (family, ("unheard", None)),
        (sent, ("unheard", None)),
    ],
)
def test_a_missing_family_ends_for_a_reason_or_is_unheard(
    tmp_path: Path, after: Happening, expected: tuple[str, str | None]
) -> None:
    assert ending(tmp_path, MISSING, poor_family, after) == expected


def test_without_a_registry_nobody_has_entered_it(tmp_path: Path) -> None:
    file = tmp_path / "2026-09.duckdb"
    judged("2026-09", poor_family, database=file)
    flags = judged("2026-10", poor_family, file, registry=False).table("flag")
    assert flags["state"].to_list() == ["unheard"]


def ranked_eight(world: World) -> None:
    in_dtsen(world, 8)
    world.village_row("ani", POOR)


def test_a_desil_that_came_down_is_a_success(tmp_path: Path) -> None:
    after: Happening = lambda w: in_dtsen(w, 4)  # noqa: E731
    assert ending(tmp_path, "desil_mismatch", ranked_eight, after) == ("resolved", "in_registry")


def absent_child(world: World) -> None:
    in_dtsen(world, 2)
    world.person("bayi", "keluarga", shdk="anak")


def child_entered(world: World) -> None:
    absent_child(world)
    world.dtsen("bayi", "1")


def child_died(world: World) -> None:
    in_dtsen(world, 2)
    world.person("bayi", "keluarga", shdk="anak", dead=True)


def family_left_the_registry(world: World) -> None:
    family(world)
    world.person("bayi", "keluarga", shdk="anak")


def child_unknown(world: World) -> None:
    in_dtsen(world, 2)
    world.person("bayi", "keluarga", shdk="anak", civil=False)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (child_entered, ("resolved", "in_registry")),
        (child_died, ("resolved", "died")),
        (family_left_the_registry, ("resolved", "source_corrected")),
        (child_unknown, ("unheard", None)),
    ],
)
def test_an_absent_member_ends_for_a_reason_or_is_unheard(
    tmp_path: Path, after: Happening, expected: tuple[str, str | None]
) -> None:
    assert ending(tmp_path, "members_missing", absent_child, after) == expected


def dead_in_registry(world: World) -> None:
    family(world, dead=True)
    world.dtsen_family("1", 2)
    world.dtsen("ani", "1")


def twice_in_dtks(world: World) -> None:
    family(world)
    for idartbdt in ("A1", "A2"):
        world.dtks("ani", idartbdt, file=f"{idartbdt}.csv")


def once_in_dtks(world: World) -> None:
    family(world)
    world.dtks("ani", "A1")


def wealthy_holder(world: World) -> None:
    family(world)
    world.sktm("ani", date(2026, 9, 1), date(2026, 9, 30))
    world.register("asn", "ani")


def wealthy_in_registry(world: World) -> None:
    in_dtsen(world, 2)
    world.register("asn", "ani")


def stranger(world: World) -> None:
    family(world, civil=False)
    world.village_row("ani", COMFORTABLE)


def found_in_dukcapil(world: World) -> None:
    family(world)
    world.village_row("ani", COMFORTABLE)


def only_receives_aid(world: World) -> None:
    family(world, civil=False)
    world.record("bansos", "ani")


def by_two_villages(world: World) -> None:
    family(world)
    for village in (TATAKAN, BINUANG):
        world.village_row("ani", COMFORTABLE, village=village, file=f"{village}.xlsx")


def by_one_and_the_other_sent(world: World) -> None:
    family(world)
    world.village_row("ani", COMFORTABLE)
    sent(world, BINUANG)


def by_one_and_the_other_silent(world: World) -> None:
    family(world)
    world.village_row("ani", COMFORTABLE)


@pytest.mark.parametrize(
    ("kind", "before", "after", "expected"),
    [
        ("deceased_in_dtks", dead_in_registry, lambda w: family(w, dead=True),
         ("resolved", "source_corrected")),
        ("duplicate_in_dtks", twice_in_dtks, once_in_dtks, ("resolved", "source_corrected")),
        ("duplicate_in_dtks", twice_in_dtks, family, ("unheard", None)),
        ("ineligible_sktm", wealthy_holder, wealthy_holder, ("resolved", "source_corrected")),
        ("ineligible_dtks", wealthy_in_registry, lambda w: in_dtsen(w, 2),
         ("resolved", "source_corrected")),
        ("identity_unverified", stranger, found_in_dukcapil, ("resolved", "source_corrected")),
        ("identity_unverified", stranger, only_receives_aid, ("unheard", None)),
        ("duplicate_submission", by_two_villages, by_one_and_the_other_sent,
         ("resolved", "source_corrected")),
        ("duplicate_submission", by_two_villages, by_one_and_the_other_silent, ("unheard", None)),
    ],
)  # fmt: skip
def test_other_findings_end_with_their_source_or_are_unheard(
    tmp_path: Path, kind: str, before: Happening, after: Happening, expected: tuple[str, str]
) -> None:
    assert ending(tmp_path, kind, before, after) == expected


def months_unheard(tmp_path: Path, config: dict[str, Any]) -> list[tuple[str, str | None, str]]:
    """State, resolution and month of evidence from February on of what January found."""
    previous = tmp_path / "2026-01.duckdb"
    judged("2026-01", poor_family, database=previous)
    seen = []
    for month in range(2, 10):
        file = tmp_path / f"2026-{month:02}.duckdb"
        flags = judged(f"2026-{month:02}", sent, previous, file, config).table("flag")
        if flags.is_empty():
            break
        seen.append(flags.select("state", "resolution", "last_judged").row(0))
        previous = file
    return seen


@pytest.mark.parametrize("limit", [1, 3, 6])
def test_an_unheard_finding_ends_as_unheard_after_so_many_months(
    tmp_path: Path, limit: int
) -> None:
    seen = months_unheard(tmp_path, {"findings": {"unheard_months": limit}})
    assert seen == [("unheard", None, "2026-01")] * (limit - 1) + [
        ("resolved", "unheard", "2026-01")
    ]


def test_an_unheard_finding_keeps_its_evidence_and_is_heard_again(tmp_path: Path) -> None:
    files = [tmp_path / f"2026-{month:02}.duckdb" for month in (7, 8, 9)]
    first = judged("2026-07", poor_family, database=files[0]).table("flag")
    silent = judged("2026-08", sent, files[0], files[1]).table("flag")
    again = judged("2026-09", poor_family, files[1], files[2]).table("flag")
    kept = ["flag_id", "reasons", "confidence", "priority", "needs_review", "village_code"]
    assert silent.select(kept).equals(first.select(kept))
    assert again.select("state", "last_judged", "first_period").row(0) == (
        "persisting", "2026-09", "2026-07",
    )  # fmt: skip


def test_an_unheard_finding_can_still_succeed(tmp_path: Path) -> None:
    files = [tmp_path / f"2026-{month:02}.duckdb" for month in (7, 8)]
    judged("2026-07", poor_family, database=files[0])
    judged("2026-08", sent, files[0], files[1])
    flags = judged("2026-09", lambda w: in_dtsen(w, 1), files[1]).table("flag")
    assert flags.select("state", "resolution").row(0) == ("resolved", "in_registry")


def test_an_unheard_finding_that_somebody_disagrees_with_ends_as_decided(tmp_path: Path) -> None:
    file = tmp_path / "2026-09.duckdb"
    flag = judged("2026-09", poor_family, database=file).table("flag").row(0, named=True)
    world = World("2026-10")
    registered(world)
    world.decide("flag", flag["flag_id"], "disagree")
    flags = world.judge(previous=file).table("flag")
    assert flags.select("state", "resolution").row(0) == ("resolved", "decided")


def test_a_finding_that_comes_back_says_why_it_had_ended_and_what_changed(tmp_path: Path) -> None:
    files = [tmp_path / f"2026-{month:02}.duckdb" for month in (7, 8)]
    judged("2026-07", poor_family, database=files[0])
    judged("2026-08", better_off, files[0], files[1])

    def worse(world: World) -> None:
        family(world)
        world.village_row("ani", {**POOR, "dinding": 3})

    flags = judged("2026-09", worse, files[1]).table("flag")
    row = flags.filter(pl.col("kind") == MISSING).row(0, named=True)
    assert (row["state"], row["ended_before"], row["changed"]) == (
        "reopened", "not_poor", ["kriteria"],
    )  # fmt: skip

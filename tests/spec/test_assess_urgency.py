"""What is at stake in a finding and how urgent that makes it: amounts and weights as configured."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.assess.benefits import AT_STAKE, benefit_table
from pipelines.domain.words import KINDS
from pipelines.office.config import Config
from tests.support.assess_world import POOR, World

OCTOBER = "2026-10"
HALF_KNOWN = {"tempat_tinggal": True, "lantai": 8}


def family_of_three(indicators: dict[str, Any]) -> World:
    world = World(neighbours=5)
    for member, shdk in (("siti", "kepala"), ("budi", "istri"), ("ani", "anak")):
        world.person(member, "rumah siti", shdk=shdk)
    world.person("kakek", "rumah siti", shdk="orang_tua", dead=True)
    world.village_row("siti", indicators)
    world.dtks("tetangga 63.05.02.2001 0")
    return world


def weighed(world: World, kind: str, **config: Any) -> dict[str, Any]:
    """The urgency of the one finding of the kind."""
    judged = world.judge(config)
    (flag,) = judged.flags(kind).values()
    return judged.table("urgency").filter(flag_id=flag["flag_id"]).row(0, named=True)


def test_a_family_is_weighed_with_each_living_member() -> None:
    """Sembako 200,000 for the family, PBI-JKN 42,000 for each of three."""
    assert weighed(family_of_three(POOR), "missing_from_dtks")["stake"] == 326


def test_amounts_are_the_offices_own() -> None:
    benefits = {"sembako": {"per_family": 300_000}, "pbi_jkn": {"per_person": 50_000}}
    world = family_of_three(POOR)
    assert weighed(world, "missing_from_dtks", benefits=benefits)["stake"] == 450


def test_a_programme_that_is_not_in_force_weighs_nothing() -> None:
    world, ended = family_of_three(POOR), {"sembako": {"valid_to": date(2026, 9, 30)}}
    assert weighed(world, "missing_from_dtks", benefits=ended)["stake"] == 126


def test_what_only_asks_for_a_letter_counts_no_family_benefit() -> None:
    world = World(neighbours=5)
    world.person("siti")
    world.sktm("siti")
    world.dtks("tetangga 63.05.02.2001 0")
    assert weighed(world, "missing_from_dtks")["stake"] == 42


@pytest.mark.parametrize(
    ("indicators", "weights", "uncertainty"),
    [
        (POOR, {}, 0.2),
        (HALF_KNOWN, {}, 0.6),
        (HALF_KNOWN, {"review": 0.9}, 0.9),
        (POOR, {"sure": 0.35}, 0.35),
    ],
)
def test_doubt_weighs_at_least_what_is_configured(
    indicators: dict[str, Any], weights: dict[str, float], uncertainty: float
) -> None:
    found = weighed(family_of_three(indicators), "missing_from_dtks", urgency=weights)
    assert found["uncertainty"] == uncertainty
    assert found["urgency"] == found["stake"] * found["uncertainty"] * found["age"]


@pytest.mark.parametrize(("months", "age"), [(12, 3), (2, 2)])
def test_age_is_counted_in_months_up_to_what_is_configured(
    tmp_path: Path, months: int, age: int
) -> None:
    first, third = family_of_three(POOR), family_of_three(POOR)
    first.period = "2026-08"
    for rows in first.rows.values():
        for row in rows:
            row |= {"period": "2026-08"} if "period" in row else {}
    first.judge(database=tmp_path / "2026-08.duckdb")
    judged = third.judge({"urgency": {"months": months}}, previous=tmp_path / "2026-08.duckdb")
    (flag,) = judged.flags("missing_from_dtks").values()
    assert judged.table("urgency").filter(flag_id=flag["flag_id"])["age"].item() == age


def test_every_kind_of_finding_has_something_at_stake() -> None:
    assert set(AT_STAKE) == {*KINDS, "sktm_only"}
    table = benefit_table(Config(region="63.05"), OCTOBER)
    assert set(table["about"]) == set(AT_STAKE)
    assert table["amount"].min() == 42_000

"""Why a family is not listed as missing: one reason, the same for the terminal and the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.explain.unlisted import UNLISTED, why_unlisted
from tests.support.assess_world import COMFORTABLE, POOR, Judged, World

SOMEBODY = "tetangga 63.05.02.2001 0"


def why(judged: Judged, *, registry_known: bool = True) -> str | None:
    """The reason for Siti's family, by what was judged of it."""
    history = judged.table("flag_history").filter(household_id="rumah siti")
    flags = judged.table("flag").filter(household_id="rumah siti")
    return why_unlisted(
        judged.household("rumah siti"),
        flags.filter(flags["state"] != "resolved")["kind"].to_list(),
        history.filter(status="dismissed")["kind"].to_list(),
        registry_known=registry_known,
    )


def poor(world: World) -> None:
    world.village_row("siti", POOR)


def registered(world: World) -> None:
    world.village_row("siti", POOR)
    world.dtks("siti")


def too_high(world: World) -> None:
    world.village_row("siti", POOR)
    world.dtsen("siti", "6305010101010001")
    world.dtsen_family("6305010101010001", 8, "rumah siti")


def comfortable(world: World) -> None:
    world.village_row("siti", COMFORTABLE)


def official_with_letter(world: World) -> None:
    world.sktm("siti")
    world.register("asn", "siti", {"jenis": "ASN"})


def nothing(world: World) -> None:
    pass


@pytest.mark.parametrize(
    ("say", "code"),
    [
        (poor, None),
        (registered, "registered"),
        (too_high, "desil_mismatch"),
        (comfortable, "not_poor"),
        (official_with_letter, "letter_disqualified"),
        (nothing, "not_proposed"),
    ],
)
def test_the_reason_follows_from_what_was_judged(
    say: Callable[[World], None], code: str | None
) -> None:
    world = World(neighbours=5)
    world.person("siti", "rumah siti")
    world.dtks(SOMEBODY)
    say(world)
    assert why(world.judge()) == code


def test_a_family_of_the_dead_is_described_as_such() -> None:
    world = World(neighbours=5)
    world.person("siti", "rumah siti", dead=True)
    world.dtks(SOMEBODY)
    world.village_row("siti", POOR)
    assert why(world.judge()) == "all_dead"


def test_without_any_registry_nobody_is_said_to_be_missing_from_it() -> None:
    world = World(neighbours=5)
    world.person("siti", "rumah siti")
    world.village_row("siti", POOR)
    assert why(world.judge(), registry_known=False) == "no_registry"


def test_a_finding_that_an_officer_called_wrong_is_the_reason_unless_registered_since() -> None:
    world = World(neighbours=5)
    world.person("siti", "rumah siti")
    world.dtks(SOMEBODY)
    world.village_row("siti", POOR)
    (flag,) = world.judge().flags("missing_from_dtks").values()
    world.decide("flag", flag["flag_id"], "disagree")
    assert why(world.judge()) == "dismissed"
    status = {**world.judge().household("rumah siti"), "in_registry": True}
    said = why_unlisted(status, [], ["missing_from_dtks"], registry_known=True)
    assert said == "registered"


def test_a_proposed_family_is_never_said_to_be_proposed_by_nobody() -> None:
    status = {
        "proposed": True, "sktm_valid": 0, "in_registry": False, "living": 2, "poverty": "poor",
        "disqualified": False,
    }  # fmt: skip
    assert why_unlisted(status, [], [], registry_known=True) == "no_condition"


def test_every_reason_is_said_to_officers_and_to_residents() -> None:
    for words in UNLISTED.values():
        assert words.said and words.title and words.why and words.next
        assert words.said.endswith(".") and words.next.endswith(".")

"""Flags about the registry itself: the dead, the double, the absent and the unknown."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.assess_world import BINUANG, POOR, TATAKAN, Judged, World, codes


@pytest.fixture(scope="module")
def judged() -> Judged:
    world = World()
    world.person("in register", "in register", dead=True, death_basis="kematian")
    world.dtks("in register")
    world.register("kematian", "in register", {"tanggal_meninggal": date(2026, 5, 17)})
    world.person("by dukcapil", "by dukcapil", dead=True)
    world.dtks("by dukcapil")
    world.person("unsure death", "unsure death", dead=True, death_basis="kematian")
    world.dtks("unsure death")
    world.register("kematian", "unsure death", reason="splink", probability=0.9)
    world.person("dead outside", "dead outside", dead=True)
    world.person("dead above desil", "dead above desil", dead=True)
    world.dtsen_family("above", 6)
    world.dtsen("dead above desil", "above")

    world.person("twice")
    world.dtks("twice", "A1", file="1.csv")
    world.dtks("twice", "A2", file="2.csv")
    world.person("overlap")
    world.dtks("overlap", "B1", file="1.csv")
    world.dtks("overlap", "B1", file="2.csv")
    world.person("perhaps twice")
    world.dtks("perhaps twice", "C1")
    world.dtks("perhaps twice", "C2", reason="splink", probability=0.5)

    for name in ("two villages", "one village twice"):
        world.person(name)
        world.village_row(name, POOR, village=TATAKAN, file="tatakan.xlsx")
    world.village_row("two villages", POOR, village=BINUANG, file="binuang.xlsx")
    world.village_row("one village twice", POOR, village=TATAKAN, file="tatakan 2.xlsx")

    world.person("ibu", "one absent")
    world.dtks("ibu")
    world.person("bayi", "one absent", shdk="anak")
    world.person("almarhum", "one absent", dead=True)
    world.person("listed only", "listed member", civil=False)
    world.village_row("listed only")
    world.person("kepala", "listed member")
    world.dtks("kepala")
    world.person("letter only", "unknown member", civil=False)
    world.sktm("letter only")
    world.person("kepala lain", "unknown member")
    world.dtks("kepala lain")
    world.person("gone", "moved member", civil=False)
    world.village_row("gone", moved=True)
    world.person("tinggal", "moved member")
    world.dtks("tinggal")
    world.person("dtsen head", "dtsen family")
    world.person("dtsen absent", "dtsen family", shdk="istri")
    world.dtsen_family("77", 2)
    world.dtsen("dtsen head", "77")
    world.person("head", "near member")
    world.dtks("head")
    world.person("mirip", "near member", shdk="istri")
    world.person("kembar", civil=False)
    world.dtks("kembar")
    world.alike("mirip", "kembar", 0.3)

    world.person("head of two", "likely the same member")
    world.dtks("head of two")
    world.person("sama", "likely the same member", shdk="istri")
    world.person("sama juga", civil=False)
    world.dtks("sama juga")
    world.alike("sama", "sama juga", 0.5)

    world.person("stranger", "stranger", civil=False)
    world.village_row("stranger", POOR)
    world.person("known", "known")
    world.village_row("known", POOR)
    world.person("letter stranger", "letter stranger", civil=False)
    world.sktm("letter stranger")
    world.person("old letter stranger", "old letter stranger", civil=False)
    world.sktm("old letter stranger", date(2025, 1, 1))
    world.person("almost known", "almost known", civil=False)
    world.village_row("almost known", POOR)
    world.alike("almost known", "known", 0.4)
    world.person("likely known", "likely known", civil=False)
    world.village_row("likely known", POOR)
    world.alike("likely known", "known", 0.5)
    return world.judge({"registry": {"decides": "both"}})


@pytest.mark.parametrize(
    ("kind", "household", "expected", "people", "review"),
    [
        ("deceased_in_dtks", "in register", {"kematian"}, ["in register"], False),
        ("deceased_in_dtks", "by dukcapil", {"dukcapil"}, ["by dukcapil"], False),
        ("deceased_in_dtks", "unsure death", {"kematian"}, ["unsure death"], True),
        ("deceased_in_dtks", "dead outside", set(), [], False),
        ("deceased_in_dtks", "dead above desil", set(), [], False),
        ("duplicate_in_dtks", "k-twice", {"several_idartbdt"}, ["twice"], False),
        ("duplicate_in_dtks", "k-overlap", set(), [], False),
        ("duplicate_in_dtks", "k-perhaps twice", {"several_idartbdt"}, ["perhaps twice"], True),
        ("duplicate_submission", "k-two villages", {"several_villages"}, ["two villages"], False),
        ("duplicate_submission", "k-one village twice", set(), [], False),
        ("members_missing", "one absent", {"member_missing"}, ["bayi"], False),
        ("members_missing", "listed member", {"member_missing"}, ["listed only"], False),
        ("members_missing", "unknown member", set(), [], False),
        ("members_missing", "moved member", set(), [], False),
        ("members_missing", "dtsen family", {"member_missing"}, ["dtsen absent"], False),
        ("members_missing", "near member", {"member_near_match"}, ["mirip"], True),
        ("members_missing", "likely the same member", set(), [], False),
        ("members_missing", "k-two villages", set(), [], False),
        ("identity_unverified", "stranger", {"proposed"}, ["stranger"], False),
        ("identity_unverified", "known", set(), [], False),
        ("identity_unverified", "letter stranger", {"sktm_holder"}, ["letter stranger"], False),
        ("identity_unverified", "old letter stranger", set(), [], False),
        ("identity_unverified", "likely known", set(), [], False),
        ("identity_unverified", "almost known", {"proposed"}, ["almost known"], True),
    ],
)
def test_flags_about_the_registry(
    judged: Judged, kind: str, household: str, expected: set[str], people: list[str], review: bool
) -> None:
    flag = judged.flag(kind, household)
    assert codes(flag) == expected
    assert (flag["person_ids"] if flag else []) == people
    assert bool(flag and flag["needs_review"]) is review


def test_a_person_close_to_one_in_dukcapil_makes_a_less_sure_flag(judged: Judged) -> None:
    assert judged.flags("identity_unverified")["almost known"]["confidence"] == pytest.approx(0.6)


def test_without_a_dukcapil_extract_no_identity_is_unverified() -> None:
    world = World(neighbours=0)
    world.person("stranger", civil=False)
    world.village_row("stranger", POOR)
    assert world.judge().flags("identity_unverified") == {}


def test_a_dtsen_family_row_without_members_registers_its_household() -> None:
    world = World()
    world.person("ibu", "k1")
    world.dtsen_family("123", 4, household="k1")
    assert world.judge().household("k1")["in_registry"]

"""People who may be one and the same: what makes a finding unsure, or none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.assess_world import POOR, Judged, World

BORN = date(2012, 5, 2)


@pytest.fixture(scope="module")
def judged() -> Judged:
    """One family per household name; every family has a head in dukcapil and in dtks."""
    world = World()

    def family(household: str) -> None:
        world.person(f"{household} kepala", household)
        world.dtks(f"{household} kepala")

    family("nickname")
    world.person("nickname istri", "nickname", shdk="istri", civil=False)
    world.record("dukcapil", "nickname istri", sex="P", shdk="istri", name_folded="YUHANA WATI")
    world.person("acil iyul", "nickname", civil=False)
    world.dtks("acil iyul", sex="P", shdk="istri", name_folded="ACIL IYUL")

    family("two who fit")
    for child in ("budi", "badri"):
        world.person(child, "two who fit", civil=False)
        world.record("dukcapil", child, sex="L", name_folded=child.upper(), birth_date=BORN)
    world.person("ujang", "two who fit", civil=False)
    world.dtks("ujang", sex="L", name_folded="UJANG", birth_date=BORN)

    family("father and son")
    world.person("ahmad", "father and son", civil=False)
    world.record("dukcapil", "ahmad", sex="L", name_folded="AMAT JUNI", birth_date=BORN)
    world.person("bapak", "father and son", civil=False)
    world.dtks("bapak", sex="L", name_folded="AMAT SENIOR", birth_date=date(1986, 3, 5))

    family("a son and a daughter")
    world.person("putra", "a son and a daughter", civil=False)
    world.record("dukcapil", "putra", sex="L", name_folded="NUR", birth_date=BORN)
    world.person("putri", "a son and a daughter", civil=False)
    world.dtks("putri", sex="P", name_folded="NUR", birth_date=BORN)

    family("listed apart")
    world.person("nua", "listed apart", civil=False)
    world.record("dukcapil", "nua", sex="P", name_folded="NUA SARI", birth_date=BORN)
    world.village_row("nua", POOR, sex="P", name_folded="NUA SARI")
    world.person("nur", "listed apart", civil=False)
    world.village_row("nur", POOR, sex="P", name_folded="NUR SARI", birth_date=BORN)
    world.alike("nua", "nur", 0.9)

    family("man and woman")
    world.person("yuli", "man and woman", civil=False)
    world.village_row("yuli", POOR, sex="L")
    world.person("yulia", civil=False)
    world.record("dukcapil", "yulia", sex="P")
    world.alike("yuli", "yulia", 0.95)

    for household, registered in (("twins", False), ("registered twins", True)):
        family(household)
        for twin in ("umaa", "umar"):
            person = f"{household} {twin}"
            world.person(person, household, civil=False)
            world.record("dukcapil", person, sex="L", birth_date=BORN)
        world.dtks(f"{household} umaa", "ART-1" + household)
        world.dtks(f"{household} umaa", "ART-2" + household)
        if registered:
            world.dtks(f"{household} umar")
    return world.judge()


@pytest.mark.parametrize(
    ("kind", "household", "people", "review"),
    [
        ("members_missing", "nickname", None, None),
        ("members_missing", "two who fit", ["badri", "budi"], True),
        ("members_missing", "father and son", ["ahmad"], False),
        ("members_missing", "a son and a daughter", ["putra"], False),
        ("identity_unverified", "listed apart", ["nur"], True),
        ("identity_unverified", "man and woman", ["yuli"], False),
        ("duplicate_in_dtks", "twins", ["twins umaa"], True),
        ("members_missing", "twins", ["twins umar"], True),
        ("duplicate_in_dtks", "registered twins", ["registered twins umaa"], False),
        ("members_missing", "registered twins", None, None),
    ],
)
def test_who_may_be_the_same(
    judged: Judged, kind: str, household: str, people: list[str] | None, review: bool | None
) -> None:
    flag = judged.flag(kind, household)
    assert (flag and flag["person_ids"]) == people
    assert (flag and flag["needs_review"]) == review


def test_people_are_alike_both_ways_round(judged: Judged) -> None:
    pairs = {(row["person_id"], row["other_id"]): row["probability"]
             for row in judged.table("lookalike").iter_rows(named=True)}  # fmt: skip
    assert pairs and all(pairs[other, one] == chance for (one, other), chance in pairs.items())

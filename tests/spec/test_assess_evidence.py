"""What a decision on a finding rests on: facts, never how or where they were typed.

Each line of FINDINGS makes one finding and names what changes a fact of it; each line of SAME what
does not. "Typed anew" gives every row another id, as another spelling, layout or file does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest

from tests.spec.assess_world import BINUANG, POOR, TATAKAN, World

Make = Callable[..., None]
BIRTH = date(1980, 3, 12)
LETTER = {"issued": date(2026, 9, 1), "nomor_surat": "400/12/KESRA"}


def missing(world: World, indicators: dict[str, Any] = POOR, village: str = TATAKAN) -> None:
    world.person("ani", "k-ani")
    world.village_row("ani", indicators, village=village)


def near(world: World, name: str = "ANI") -> None:
    missing(world)
    world.person("anni", civil=False)
    world.dtks("anni", name_std=name)
    world.alike("ani", "anni", 0.3)


def letter_alone(world: World, **letter: Any) -> None:
    world.person("ani", "k-ani")
    world.sktm("ani", **{**LETTER, **letter})


def car(world: World, wheels: int = 4, plate: str = "DA 1234 AB", **row: Any) -> None:
    world.person("ani", "k-ani")
    world.dtks("ani", idbdt="B1")
    world.register(
        "kendaraan", "ani", {"roda": wheels, "tahun": 2019}, register_id=plate,
        **{"nik": "6305011203800001", **row},
    )  # fmt: skip


def power(world: World, va: float = 3500.0, **letter: Any) -> None:
    letter_alone(world, **letter)
    world.register("pln", "ani", {"daya_va": va}, register_id="21001")


def wage(world: World, rupiah: float = 4e6) -> None:
    letter_alone(world)
    world.register("bpjstk", "ani", {"upah": rupiah, "aktif": True}, register_id="B7")


def died_before(world: World, day: date = date(2026, 8, 1)) -> None:
    world.person("ani", "k-ani", dead=True, death_basis="kematian")
    world.person("budi", "k-ani")
    world.sktm("ani", **LETTER)
    world.register("kematian", "ani", {"tanggal_meninggal": day})


def deceased(world: World, day: date = date(2026, 8, 1), idartbdt: str = "A1") -> None:
    world.person("ani", "k-ani", dead=True, death_basis="kematian")
    world.dtks("ani", idartbdt, idbdt="B1")
    world.register("kematian", "ani", {"tanggal_meninggal": day})


def twice(world: World, second: str = "A2") -> None:
    world.person("ani", "k-ani")
    world.dtks("ani", "A1")
    world.dtks("ani", second)


def two_villages(world: World, other: str = BINUANG) -> None:
    missing(world)
    world.village_row("ani", POOR, village=other, file="lain.xlsx")


def member(world: World, *names: str, civil: bool = True) -> None:
    world.person("ani", "k-ani")
    world.dtks("ani")
    for name in names or ("budi",):
        world.person(name, "k-ani", civil=civil)
        world.village_row(name, POOR)


def desil(world: World, number: int = 8, indicators: dict[str, Any] = POOR) -> None:
    missing(world, indicators)
    world.dtsen("ani", "6305010101100001")
    world.dtsen_family("6305010101100001", number)


def unverified(world: World, nik: str | None = "6305011203800001", **row: Any) -> None:
    world.person("ani", "k-ani", civil=False)
    world.village_row("ani", POOR, nik=nik, **row)


FINDINGS: list[tuple[str, Make, dict[str, Any]]] = [
    ("missing_from_dtks", missing, {"indicators": {**POOR, "dinding": 3}}),
    ("missing_from_dtks", missing, {"indicators": {**POOR, "lantai": None}}),
    ("missing_from_dtks", missing, {"village": BINUANG}),
    ("missing_from_dtks", near, {"name": "ANI RAHMAH"}),
    ("missing_from_dtks", letter_alone, {"nomor_surat": "400/99/KESRA"}),
    ("missing_from_dtks", letter_alone, {"issued": date(2026, 10, 1)}),
    ("ineligible_dtks", car, {"plate": "DA 9999 ZZ"}),
    ("ineligible_dtks", car, {"wheels": 6}),
    ("ineligible_dtks", car, {"nik": None, "nik_digits": None}),
    ("ineligible_sktm", power, {"va": 5500.0}),
    ("ineligible_sktm", power, {"nomor_surat": "400/99/KESRA"}),
    ("ineligible_sktm", wage, {"rupiah": 5e6}),
    ("ineligible_sktm", died_before, {"day": date(2026, 7, 1)}),
    ("deceased_in_dtks", deceased, {"day": date(2026, 7, 1)}),
    ("deceased_in_dtks", deceased, {"idartbdt": "A9"}),
    ("duplicate_in_dtks", twice, {"second": "A3"}),
    ("duplicate_submission", two_villages, {"other": "63.05.02.1004"}),
    ("members_missing", member, {"civil": False}),
    ("desil_mismatch", desil, {"number": 9}),
    ("desil_mismatch", desil, {"indicators": {**POOR, "dinding": 3}}),
    ("identity_unverified", unverified, {"nik": "6305011203800002"}),
]
SAME: list[tuple[str, Make, dict[str, Any]]] = [
    ("ineligible_dtks", car, {"plate": "da1234ab"}),
    ("ineligible_dtks", car, {"name_std": "ANI", "street": "MELATI", "village": BINUANG}),
    ("missing_from_dtks", letter_alone, {"nomor_surat": "400 / 12 / Kesra"}),
    ("identity_unverified", unverified, {"name_folded": "ANI", "birth_date": BIRTH}),
]


def evidence(kind: str, make: Make, change: dict[str, Any], seed: int | None = None) -> str:
    """The hash of the evidence of the finding that `make` makes, typed for the first time."""
    world = World(neighbours=2)
    for village in (TATAKAN, BINUANG, "63.05.02.1004"):
        world.person(f"lain {village}", village=village)
    world.person("terdaftar")
    world.dtks("terdaftar")
    make(world, **change)
    flag = world.judge(seed=seed).flag(kind, "k-ani")
    assert flag
    return str(flag["evidence_hash"])


@cache
def before(kind: str, make: Make) -> str:
    """The hash of the finding that `make` makes, unchanged."""
    return evidence(kind, make, {})


def typed_anew(world: World) -> World:
    """The same world; every row that is added from here on gets an id of its own."""
    world.count += 500
    return world


@pytest.mark.parametrize(("kind", "make"), dict.fromkeys((k, m) for k, m, _ in FINDINGS))
def test_a_row_typed_anew_that_says_the_same_is_the_same_evidence(kind: str, make: Make) -> None:
    def again(world: World) -> None:
        make(typed_anew(world))

    assert evidence(kind, again, {}, seed=7) == before(kind, make)


@pytest.mark.parametrize(("kind", "make", "change"), FINDINGS)
def test_a_changed_fact_is_other_evidence(kind: str, make: Make, change: dict[str, Any]) -> None:
    assert evidence(kind, make, change) != before(kind, make)


@pytest.mark.parametrize(("kind", "make", "change"), SAME)
def test_another_spelling_of_the_same_fact_is_the_same_evidence(
    kind: str, make: Make, change: dict[str, Any]
) -> None:
    assert evidence(kind, make, change) == before(kind, make)


def test_a_second_car_brings_the_question_back() -> None:
    def two_cars(world: World) -> None:
        car(world)
        world.register("kendaraan", "ani", {"roda": 4}, register_id="DA 5 CD")

    assert evidence("ineligible_dtks", two_cars, {}) != before("ineligible_dtks", car)


def test_a_row_sent_once_more_in_another_file_is_the_same_evidence() -> None:
    def again(world: World) -> None:
        missing(world)
        world.village_row("ani", POOR, file="susulan.xlsx")

    assert evidence("missing_from_dtks", again, {}) == before("missing_from_dtks", missing)


NEWBORN: list[tuple[str, Make, bool]] = [
    ("missing_from_dtks", missing, True),
    ("desil_mismatch", desil, True),
    ("ineligible_dtks", car, False),
    ("duplicate_submission", two_villages, False),
]


@pytest.mark.parametrize(("kind", "make", "asked_again"), NEWBORN)
def test_a_new_member_matters_where_the_whole_family_is_proposed(
    kind: str, make: Make, asked_again: bool
) -> None:
    def larger(world: World) -> None:
        make(world)
        world.person("bayi", "k-ani", shdk="anak")

    assert (evidence(kind, larger, {}) != before(kind, make)) is asked_again


def test_one_more_missing_member_is_other_evidence() -> None:
    def two(world: World) -> None:
        member(world, "budi", "citra")

    assert evidence("members_missing", two, {}) != before("members_missing", member)


def test_a_word_on_evidence_as_it_was_hashed_before_counts_while_the_rows_are_the_same() -> None:
    def month(seconds: int = 0) -> World:
        world = World(neighbours=2, count=seconds)
        world.person("terdaftar")
        world.dtks("terdaftar")
        missing(world)
        return world

    flag = month().judge().flag("missing_from_dtks", "k-ani")
    assert flag and flag["row_hash"] != flag["evidence_hash"]
    listed = []
    for world in (month(), month(500)):
        world.decide("flag", flag["flag_id"], "disagree", flag["row_hash"])
        listed.append(world.judge().flag("missing_from_dtks", "k-ani") is not None)
    assert listed == [False, True]

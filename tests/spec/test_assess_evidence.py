"""What a decision on a finding rests on: facts, never how or where they were typed.

Each line of CHANGED makes one finding and names what changes a fact of it; each line of SAME what
does not. All are made in one regency, every one in a family of its own, which is judged four times:
as it is, retyped (every row has another id, as another spelling, layout or file gives it),
with what the lines change, and with a newborn in each family.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.support.assess_world import BINUANG, POOR, TAMBARANGAN, TATAKAN, World

Make = Callable[..., None]
BIRTH = date(1980, 3, 12)
LETTER: dict[str, Any] = {"issued": date(2026, 9, 1), "nomor_surat": "400/12/KESRA"}
NIK = "6305011203800001"


def home(world: World, who: str, **person: Any) -> None:
    """Someone called `who` and their family of the same name."""
    world.person(who, who, **person)


def listed(
    world: World,
    who: str,
    indicators: dict[str, Any] = POOR,
    village: str = TATAKAN,
    file: str = "",
    **row: Any,
) -> None:
    world.village_row(who, indicators, village=village, file=f"{village}{file}.xlsx", **row)


def missing(world: World, who: str, more: tuple[str, ...] = (), **row: Any) -> None:
    home(world, who)
    for file in ("", *more):
        listed(world, who, file=file, **row)


def near(world: World, who: str, name: str = "ANI") -> None:
    missing(world, who)
    world.person(f"mirip {who}", civil=False)
    world.dtks(f"mirip {who}", name_std=name)
    world.alike(who, f"mirip {who}", 0.3)


def letter_alone(world: World, who: str, **letter: Any) -> None:
    home(world, who)
    world.sktm(who, **{**LETTER, **letter})


def car(
    world: World, who: str, wheels: int = 4, plates: tuple[str, ...] = ("DA 1234 AB",), **row: Any
) -> None:
    home(world, who)
    world.dtks(who, idbdt="B1")
    for plate in plates:
        world.register(
            "kendaraan", who, {"roda": wheels, "tahun": 2019}, register_id=plate,
            **{"nik": NIK, **row},
        )  # fmt: skip


def power(world: World, who: str, va: float = 3500.0, **letter: Any) -> None:
    letter_alone(world, who, **letter)
    world.register("pln", who, {"daya_va": va}, register_id="21001")


def wage(world: World, who: str, rupiah: float = 4e6) -> None:
    letter_alone(world, who)
    world.register("bpjstk", who, {"upah": rupiah, "aktif": True}, register_id="B7")


def died_before(world: World, who: str, day: date = date(2026, 8, 1)) -> None:
    home(world, who, dead=True, death_basis="kematian")
    world.person(f"anak {who}", who)
    world.sktm(who, **LETTER)
    world.register("kematian", who, {"tanggal_meninggal": day})


def deceased(
    world: World, who: str, day: date = date(2026, 8, 1), idartbdt: str | None = None
) -> None:
    home(world, who, dead=True, death_basis="kematian")
    world.dtks(who, idartbdt, idbdt="B1")
    world.register("kematian", who, {"tanggal_meninggal": day})


def twice(world: World, who: str, second: str = "A2") -> None:
    home(world, who)
    world.dtks(who, f"A1 {who}")
    world.dtks(who, f"{second} {who}")


def two_villages(world: World, who: str, other: str = BINUANG) -> None:
    missing(world, who)
    listed(world, who, village=other)


def member(world: World, who: str, names: tuple[str, ...] = ("budi",), civil: bool = True) -> None:
    home(world, who)
    world.dtks(who)
    for name in names:
        world.person(f"{name} {who}", who, civil=civil)
        listed(world, f"{name} {who}")


def desil(world: World, who: str, number: int = 8, indicators: dict[str, Any] = POOR) -> None:
    missing(world, who, indicators=indicators)
    world.dtsen(who, f"kk {who}")
    world.dtsen_family(f"kk {who}", number)


def unverified(world: World, who: str, nik: str = NIK, **row: Any) -> None:
    home(world, who, civil=False)
    listed(world, who, nik=nik, **row)


Case = tuple[str, Make, dict[str, Any]]
CHANGED: list[Case] = [
    ("missing_from_dtks", missing, {"indicators": {**POOR, "dinding": 3}}),
    ("missing_from_dtks", missing, {"indicators": {**POOR, "lantai": None}}),
    ("missing_from_dtks", missing, {"village": BINUANG}),
    ("missing_from_dtks", near, {"name": "ANI RAHMAH"}),
    ("missing_from_dtks", letter_alone, {"nomor_surat": "400/99/KESRA"}),
    ("missing_from_dtks", letter_alone, {"issued": date(2026, 10, 1)}),
    ("ineligible_dtks", car, {"plates": ("DA 9999 ZZ",)}),
    ("ineligible_dtks", car, {"plates": ("DA 1234 AB", "DA 9999 ZZ")}),
    ("ineligible_dtks", car, {"wheels": 6}),
    ("ineligible_dtks", car, {"nik": "6305011203800009"}),
    ("ineligible_sktm", power, {"va": 5500.0}),
    ("ineligible_sktm", power, {"nomor_surat": "400/99/KESRA"}),
    ("ineligible_sktm", wage, {"rupiah": 5e6}),
    ("ineligible_sktm", died_before, {"day": date(2026, 7, 1)}),
    ("deceased_in_dtks", deceased, {"day": date(2026, 7, 1)}),
    ("deceased_in_dtks", deceased, {"idartbdt": "A9"}),
    ("duplicate_in_dtks", twice, {"second": "A3"}),
    ("duplicate_submission", two_villages, {"other": TAMBARANGAN}),
    ("members_missing", member, {"names": ("budi", "citra")}),
    ("members_missing", member, {"civil": False}),
    ("desil_mismatch", desil, {"number": 9}),
    ("desil_mismatch", desil, {"indicators": {**POOR, "dinding": 3}}),
    ("identity_unverified", unverified, {"nik": "6305011203800002"}),
]
SAME: list[Case] = [
    ("missing_from_dtks", missing, {"more": (" susulan",)}),
    ("missing_from_dtks", letter_alone, {"nomor_surat": "400 / 12 / Kesra"}),
    ("ineligible_dtks", car, {"plates": ("da1234ab",)}),
    ("ineligible_dtks", car, {"name_std": "ANI", "street": "MELATI", "village": BINUANG}),
    ("identity_unverified", unverified, {"name_folded": "ANI", "birth_date": BIRTH}),
]
CASES = {f"{make.__name__} {n}": (kind, make, change)
         for n, (kind, make, change) in enumerate(CHANGED + SAME)}  # fmt: skip
ABOUT_THE_FAMILY = {"missing_from_dtks", "desil_mismatch"}


def hashes(
    *, changed: bool = False, newborn: bool = False, typed_before: int = 0, seed: int | None = None
) -> dict[str, str]:
    """The hash of the evidence of each case's finding."""
    world = World(neighbours=80, count=typed_before)
    for who, (_, make, change) in CASES.items():
        make(world, who, **(change if changed else {}))
        if newborn:
            world.person(f"bayi {who}", who, shdk="anak")
    judged = world.judge({"registry": {"decides": "both"}}, seed=seed)
    found = {who: judged.flag(kind, who) for who, (kind, _, _) in CASES.items()}
    assert None not in found.values()
    return {who: flag["evidence_hash"] for who, flag in found.items() if flag}


@pytest.fixture(scope="module")
def before() -> dict[str, str]:
    return hashes()


@pytest.fixture(scope="module")
def after() -> dict[str, str]:
    return hashes(changed=True)


def test_rows_retyped_that_say_the_same_are_the_same_evidence(before: dict[str, str]) -> None:
    assert hashes(typed_before=5000, seed=7) == before


@pytest.mark.parametrize("who", [*CASES][: len(CHANGED)])
def test_a_changed_fact_is_other_evidence(
    who: str, before: dict[str, str], after: dict[str, str]
) -> None:
    assert after[who] != before[who]


@pytest.mark.parametrize("who", [*CASES][len(CHANGED) :])
def test_the_same_fact_said_otherwise_is_the_same_evidence(
    who: str, before: dict[str, str], after: dict[str, str]
) -> None:
    assert after[who] == before[who]


def test_a_new_member_matters_only_where_the_whole_family_is_proposed(
    before: dict[str, str],
) -> None:
    larger = hashes(newborn=True)
    asked_again = {CASES[who][0] for who in CASES if larger[who] != before[who]}
    assert asked_again == ABOUT_THE_FAMILY | {"members_missing"}

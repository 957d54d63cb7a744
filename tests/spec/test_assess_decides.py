"""Which registry decides, what the other one is still good for, and how each is named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.assess_world import POOR, Judged, World

# household: its entries in DTKS, and the desils of its DTSEN families (None = in it without desil)
STANDS: dict[str, tuple[bool, list[int | None]]] = {
    "nowhere": (False, []),
    "dtks only": (True, []),
    "desil 3": (False, [3]),
    "desil 8": (False, [8]),
    "no desil": (False, [None]),
    "dtks and desil 3": (True, [3]),
    "dtks and desil 8": (True, [8]),
    "dtks and no desil": (True, [None]),
}
MISSING, MISMATCH = "missing_from_dtks", "desil_mismatch"
# decides: what is found of each household, in the order of STANDS
FOUND: dict[str, list[tuple[str, str] | None]] = {
    "auto": [
        (MISSING, "confirmed_poor"), (MISSING, "confirmed_poor"), None,
        (MISMATCH, "confirmed_poor"), (MISSING, "desil_missing"), None,
        (MISMATCH, "confirmed_poor"), (MISSING, "desil_missing"),
    ],
    "dtks": [
        (MISSING, "confirmed_poor"), None, (MISSING, "confirmed_poor"),
        (MISMATCH, "confirmed_poor"), (MISSING, "desil_missing"), None, None, None,
    ],
    "both": [
        (MISSING, "confirmed_poor"), None, None,
        (MISMATCH, "confirmed_poor"), (MISSING, "desil_missing"), None, None, None,
    ],
}  # fmt: skip
FOUND["dtsen"] = FOUND["auto"]


def world(*, dtks: bool = True, dtsen: bool = True) -> World:
    """Poor families that stand where STANDS says, as far as each registry is there at all."""
    made = World()
    for name, (in_dtks, desils) in STANDS.items():
        made.person(name, name)
        made.village_row(name, POOR)
        if in_dtks and dtks:
            made.dtks(name, carried_from="2025-03")
        for n, desil in enumerate(desils if dtsen else []):
            made.dtsen_family(f"{name} {n}", desil)
            made.dtsen(name, f"{name} {n}")
    return made


def judged(decides: str, **registries: bool) -> Judged:
    return world(**registries).judge({"registry": {"decides": decides}})


def found(result: Judged, household: str) -> tuple[str, str] | None:
    flags = [(kind, result.flag(kind, household)) for kind in (MISSING, MISMATCH)]
    return next(((kind, flag["subtype"]) for kind, flag in flags if flag), None)


def sentence(result: Judged, household: str) -> str:
    kind = (found(result, household) or ("", ""))[0]
    flag: dict[str, Any] | None = result.flag(kind, household)
    assert flag
    return str(flag["reasons"][0]["evidence"])


@pytest.mark.parametrize("decides", FOUND)
def test_a_poor_family_is_judged_by_the_registry_that_decides(decides: str) -> None:
    result = judged(decides)
    assert {h: found(result, h) for h in STANDS} == dict(zip(STANDS, FOUND[decides], strict=True))


def test_without_dtsen_the_old_registry_decides_by_itself() -> None:
    result = judged("auto", dtsen=False)
    assert [h for h in STANDS if found(result, h) is None] == [
        h for h, (in_dtks, _) in STANDS.items() if in_dtks
    ]


@pytest.mark.parametrize("decides", ["dtsen", "both", "dtks", "auto"])
def test_nobody_is_missing_from_a_registry_that_is_not_there(decides: str) -> None:
    only_dtks = judged(decides, dtsen=False)
    neither = judged(decides, dtks=False, dtsen=False)
    assert neither.flags(MISSING) == {}
    assert (only_dtks.flags(MISSING) == {}) is (decides == "dtsen")


def test_evidence_names_the_deciding_registry_and_says_where_else_it_stands() -> None:
    result = judged("auto")
    assert (
        "dan tidak ada di DTSEN (data bulan 10-2026). Usulkan bila keadaannya benar."
        " Keluarga ini pernah tercatat di DTKS (data bulan 03-2025), yang sudah tidak menentukan."
    ) in sentence(result, "dtks only")
    assert "DTKS" not in sentence(result, "nowhere")
    assert "ada di DTSEN (data bulan 10-2026) pada desil 8, di atas batas 5" in sentence(
        result, "desil 8"
    )
    assert "ada di DTSEN (data bulan 10-2026), tetapi tanpa desil" in sentence(result, "no desil")
    by_dtks = judged("dtks")
    assert "dan tidak ada di DTKS (data bulan 03-2025). Usulkan" in sentence(by_dtks, "desil 3")
    assert "Keluarga ini tercatat di DTSEN (data bulan 10-2026) pada desil 3." in sentence(
        by_dtks, "desil 3"
    )


def test_no_sentence_names_two_registries_as_one() -> None:
    for decides in FOUND:
        for flag in judged(decides).table("flag").iter_rows(named=True):
            assert all("DTKS/DTSEN" not in r["rule"] + r["evidence"] for r in flag["reasons"])


STANDING = {
    "nowhere": ("absent", "absent"),
    "dtks only": ("old", "absent"),
    "desil 3": ("absent", "listed"),
    "desil 8": ("absent", "desil_above"),
    "no desil": ("absent", "no_desil"),
    "dtks and desil 3": ("old", "listed"),
    "dtks and desil 8": ("old", "desil_above"),
    "dtks and no desil": ("old", "no_desil"),
}


def standing(result: Judged, household: str) -> tuple[str, ...]:
    rows = result.table("standing").filter(household_id=household).sort("registry")
    return tuple(rows["standing"])


@pytest.mark.parametrize("household", STANDING)
def test_how_a_family_stands_is_said_registry_by_registry(household: str) -> None:
    assert standing(judged("auto"), household) == STANDING[household]


def test_a_registry_without_an_extract_is_not_loaded_and_claims_nothing() -> None:
    result = judged("auto", dtsen=False)
    assert standing(result, "dtks only") == ("listed", "not_loaded")
    assert standing(result, "nowhere") == ("absent", "not_loaded")
    assert "DTSEN" not in sentence(result, "nowhere")


def test_the_registry_that_does_not_decide_still_shows_the_dead_and_the_double() -> None:
    made = world()
    made.person("almarhum", "k-almarhum", dead=True)
    made.dtks("almarhum", "A1")
    made.person("ganda", "k-ganda")
    for idartbdt in ("B1", "B2"):
        made.dtks("ganda", idartbdt, file=f"{idartbdt}.csv")
    result = made.judge()
    dead = result.flag("deceased_in_dtks", "k-almarhum")
    assert dead and "masih tercatat di DTKS (data bulan 10-2026)" in dead["reasons"][0]["evidence"]
    assert result.flag("duplicate_in_dtks", "k-ganda")


def test_a_member_ranked_too_high_elsewhere_in_dtsen_is_told_with_the_desil() -> None:
    made = World()
    made.person("ibu", "keluarga")
    made.dtsen_family("1", 2)
    made.dtsen("ibu", "1")
    made.person("anak", "keluarga", shdk="anak")
    made.dtsen_family("2", 8)
    made.dtsen("anak", "2")
    flag = made.judge().flag("members_missing", "keluarga")
    assert flag and "ANAK (di DTSEN pada desil 8)" in flag["reasons"][0]["evidence"]

"""missing_from_dtks and desil_mismatch, sentence by sentence of the contract."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.assess_world import BINUANG, COMFORTABLE, POOR, Judged, World, codes

# household: subtype of missing_from_dtks, or None where there is no such flag
EXPECTED = {
    "poor": "confirmed_poor",
    "non poor": None,
    "unknown": "indicators_missing",
    "poor in dtks": None,
    "relative in dtks": None,
    "dead relative in dtks": "confirmed_poor",
    "nobody living": None,
    "sktm": "sktm_only",
    "sktm, non poor proposal": None,
    "sktm, poor proposal": "confirmed_poor",
    "sktm in dtks": None,
    "sktm expired": None,
    "sktm of a civil servant": None,
    "sktm and ahu": "sktm_only",
    "sktm and doubtful car": "sktm_only",
    "sktm of the dead": None,
    "near": "near_match",
    "near and unknown": "near_match",
    "not so near": "confirmed_poor",
    "near but apart in dukcapil": "confirmed_poor",
    "dtsen 5": None,
    "dtsen 6": None,
    "dtsen 6, unknown": None,
    "dtsen split 8 and 3": None,
    "dtsen split 8 and none": None,
    "dtsen 6, sktm": None,
    "dtsen 6, non poor": None,
    "dtsen without desil": "desil_missing",
    "dtsen without desil, unknown": "desil_missing",
    "dtsen without desil, near": "near_match",
    "dtsen without desil, sktm": "sktm_only",
}
DESIL_MISMATCH = {
    "dtsen 6": "confirmed_poor",
    "dtsen 6, unknown": "indicators_missing",
    "dtsen 6, sktm": "sktm_only",
    "dtsen split 8 and none": "confirmed_poor",
}
BOTH = {"registry": {"decides": "both"}}


@pytest.fixture(scope="module")
def judged() -> Judged:
    world = World()
    for name in EXPECTED:
        world.person(name, name, dead=name == "nobody living", civil=not name.endswith("near"))
    for name in (
        "poor", "poor in dtks", "relative in dtks", "dead relative in dtks", "nobody living",
        "sktm, poor proposal", "near", "not so near", "near but apart in dukcapil", "dtsen 5",
        "dtsen 6", "dtsen split 8 and 3", "dtsen split 8 and none", "dtsen without desil",
        "dtsen without desil, near",
    ):  # fmt: skip
        world.village_row(name, POOR)
    for name in (
        "unknown", "near and unknown", "dtsen 6, unknown", "dtsen without desil, unknown",
    ):  # fmt: skip
        world.village_row(name)
    for name in ("non poor", "sktm, non poor proposal", "dtsen 6, non poor"):
        world.village_row(name, COMFORTABLE)
    for name in EXPECTED:
        if name.startswith("sktm") or name.endswith("sktm"):
            world.sktm(name, date(2026, 1, 1) if "expired" in name else date(2026, 9, 1))

    world.dtks("poor in dtks")
    world.dtks("sktm in dtks")
    world.person("suami", "relative in dtks")
    world.dtks("suami")
    world.person("almarhum", "dead relative in dtks", dead=True)
    world.dtks("almarhum")
    world.register("asn", "sktm of a civil servant")
    world.register("ahu", "sktm and ahu")
    world.register(
        "kendaraan", "sktm and doubtful car", {"roda": 4}, reason="asset_address", probability=0.7
    )
    world.rows["link.person_household"][
        [r["person_id"] for r in world.rows["link.person_household"]].index("sktm of the dead")
    ]["dead"] = True
    world.person("anak", "sktm of the dead", shdk="anak")
    world.register("kematian", "sktm of the dead", {"tanggal_meninggal": date(2026, 8, 1)})

    for name, probability, civil in (
        ("near", 0.4, False),
        ("near and unknown", 0.2, False),
        ("not so near", 0.19, False),
        ("near but apart in dukcapil", 0.9, True),
        ("dtsen without desil, near", 0.4, False),
    ):
        world.person(f"other {name}", civil=civil, village=BINUANG)
        world.dtks(f"other {name}")
        world.alike(name, f"other {name}", probability)

    for name, desils in (
        ("dtsen 5", [5]),
        ("dtsen 6", [6]),
        ("dtsen 6, unknown", [6]),
        ("dtsen 6, sktm", [6]),
        ("dtsen 6, non poor", [6]),
        ("dtsen split 8 and 3", [8, 3]),
        ("dtsen split 8 and none", [8, None]),
        ("dtsen without desil", [None]),
        ("dtsen without desil, unknown", [None]),
        ("dtsen without desil, near", [None]),
        ("dtsen without desil, sktm", [None]),
    ):
        for n, desil in enumerate(desils):
            world.dtsen_family(f"{name} {n}", desil)
            world.dtsen(name, f"{name} {n}")
    return world.judge(BOTH)


@pytest.mark.parametrize("household", EXPECTED)
def test_missing_from_dtks_is_raised_with_its_subtype(judged: Judged, household: str) -> None:
    flag = judged.flag("missing_from_dtks", household)
    assert (flag["subtype"] if flag else None) == EXPECTED[household]


def test_only_a_confirmed_poor_household_needs_no_review(judged: Judged) -> None:
    for flag in judged.flags("missing_from_dtks").values():
        assert flag["needs_review"] is (flag["subtype"] != "confirmed_poor")


def test_sktm_only_has_the_lowest_priority(judged: Judged) -> None:
    by_subtype = {f["subtype"]: f["priority"] for f in judged.flags("missing_from_dtks").values()}
    assert by_subtype.pop("sktm_only") == 5
    assert all(priority < 5 for priority in by_subtype.values())


def test_a_near_registry_person_lowers_the_confidence_and_is_shown(judged: Judged) -> None:
    near = judged.flags("missing_from_dtks")["near"]
    assert near["confidence"] == pytest.approx(0.6)
    assert len(near["reasons"][0]["record_ids"]) == 2


def test_poor_but_ranked_above_desil_max_is_a_desil_mismatch(judged: Judged) -> None:
    found = judged.flags("desil_mismatch")
    assert {household: flag["subtype"] for household, flag in found.items()} == DESIL_MISMATCH
    for flag in found.values():
        assert flag["needs_review"] is (flag["subtype"] != "confirmed_poor")


def test_evidence_and_rule_can_be_read_aloud(judged: Judged) -> None:
    reason = judged.flags("missing_from_dtks")["poor"]["reasons"][0]
    assert reason["evidence"] == (
        "Keluarga POOR diusulkan Desa Tatakan, memenuhi kriteria miskin (kepala keluarga tidak "
        "bekerja, lantai tanah atau semen, listrik 450 VA atau tanpa listrik), dan tidak ada "
        "di DTKS (data bulan 10-2026) dan tidak ada di DTSEN (data bulan 10-2026). Usulkan bila "
        "keadaannya benar."
    )
    assert "Kepmensos 262/HUK/2022" in reason["rule"]


def test_without_any_registry_nobody_is_missing_from_it() -> None:
    world = World()
    world.person("poor")
    world.village_row("poor", POOR)
    judged = world.judge()
    assert judged.table("flag").is_empty()
    assert codes(judged.flag("missing_from_dtks", "k-poor")) == set()

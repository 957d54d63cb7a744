"""Is an SKTM valid in the period, and who may not hold one."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.support.assess_world import Judged, World, codes

# issued, valid until as written, purpose, valid in October 2026
VALIDITY: dict[str, tuple[date | None, date | None, str, bool]] = {
    "issued on the last day": (date(2026, 10, 31), None, "Sekolah", True),
    "issued a day later": (date(2026, 11, 1), None, "Sekolah", False),
    "six months end on the first day": (date(2026, 4, 1), None, "Sekolah", True),
    "six months end a day before": (date(2026, 3, 31), None, "Sekolah", False),
    "clipped to the end of a month": (date(2026, 3, 31), None, "Sekolah", False),
    "written date is the first day": (date(2026, 1, 1), date(2026, 10, 1), "Sekolah", True),
    "written date is a day before": (date(2026, 9, 25), date(2026, 9, 30), "Sekolah", False),
    "health lasts a month": (date(2026, 9, 1), None, "Keringanan biaya KESEHATAN", True),
    "health lasted a month": (date(2026, 8, 31), None, "kesehatan", False),
    "undated": (None, None, "Sekolah", False),
    "undated but with a last day": (None, date(2026, 12, 31), "Sekolah", False),
}


@pytest.fixture(scope="module")
def validity() -> pl.DataFrame:
    world = World()
    for name, (issued, until, purpose, _) in VALIDITY.items():
        world.person(name)
        world.sktm(name, issued, until, purpose)
    judged = world.judge({"sktm": {"validity_months_by_purpose": {"kesehatan": 1}}})
    return judged.table("certificate")


@pytest.mark.parametrize("name", VALIDITY)
def test_an_sktm_is_valid_when_its_days_touch_the_period(validity: pl.DataFrame, name: str) -> None:
    assert validity.filter(pl.col("person_id") == name)["valid"].item() is VALIDITY[name][3]


def test_months_keep_the_day_and_are_clipped_to_the_months_end() -> None:
    world = World(period="2027-02")
    world.person("akhir bulan")
    world.sktm("akhir bulan", date(2026, 8, 31))
    world.person("akhir februari")
    world.sktm("akhir februari", date(2026, 2, 28))
    table = world.judge().table("certificate").sort("issued")
    assert table["valid_until"].to_list() == [date(2026, 8, 28), date(2027, 2, 28)]
    assert table["valid"].to_list() == [False, True]


# register, what it says, how sure the link is; expected: reason codes, needs_review
BIG = {"daya_va": 3500.0}


def by_address(probability: float) -> dict[str, Any]:
    return {"reason": "asset_address", "probability": probability}


SPEAKING: dict[str, tuple[str, dict[str, Any], dict[str, Any], set[str], bool]] = {
    "civil servant": ("asn", {"jenis": "PNS"}, {}, {"asn"}, False),
    "pensioner": ("asn", {"jenis": "PENSIUNAN"}, {}, {"asn"}, False),
    "wage at umk": ("bpjstk", {"upah": 3496195.0, "aktif": True}, {}, {"bpjstk"}, False),
    "wage below umk": ("bpjstk", {"upah": 3496194.0, "aktif": True}, {}, set(), False),
    "no longer working": ("bpjstk", {"upah": 9e6, "aktif": False}, {}, set(), False),
    "perhaps working": ("bpjstk", {"upah": 9e6, "aktif": None}, {}, {"bpjstk"}, True),
    "wage not given": ("bpjstk", {"upah": None, "aktif": True}, {}, set(), False),
    "2200 VA": ("pln", {"daya_va": 2200.0}, {}, {"pln"}, False),
    "1300 VA": ("pln", {"daya_va": 1300.0}, {}, set(), False),
    "car": ("kendaraan", {"roda": 4}, {}, {"kendaraan"}, False),
    "motorcycle": ("kendaraan", {"roda": 2}, {}, set(), False),
    "company officer": ("ahu", {"instansi": "CV MAJU"}, {}, {"ahu"}, True),
    "sure by address": ("pln", BIG, by_address(0.97), {"pln"}, False),
    "unsure by address": ("pln", BIG, by_address(0.96), {"pln"}, True),
    "hardly by address": ("pln", BIG, by_address(0.19), set(), False),
}  # fmt: skip


@pytest.fixture(scope="module")
def judged() -> Judged:
    world = World()
    for name, (table, says, row, _, _) in SPEAKING.items():
        world.person(name, name)
        world.sktm(name)
        world.dtks(name)
        world.register(table, name, says, **row)

    world.person("istri", "wife is a teacher")
    world.person("guru", "wife is a teacher", shdk="istri")
    world.sktm("istri")
    world.register("asn", "guru")
    world.person("janda", "late civil servant")
    world.person("almarhum", "late civil servant", dead=True)
    world.sktm("janda")
    world.register("asn", "almarhum")
    world.person("expired", "expired letter")
    world.sktm("expired", date(2026, 1, 1))
    world.register("asn", "expired")
    world.person("both", "asn and ahu")
    world.sktm("both")
    world.register("asn", "both")
    world.register("ahu", "both")

    for name, died, basis in (
        ("died before the letter", date(2026, 8, 31), "kematian"),
        ("died on the letter's day", date(2026, 9, 1), "kematian"),
        ("died after the letter", date(2026, 9, 2), "both"),
        ("dead without a date", None, "dukcapil"),
    ):
        world.person(name, name, dead=True, death_basis=basis)
        world.person(f"anak {name}", name, shdk="anak")
        world.sktm(name)
        if died:
            world.register("kematian", name, {"tanggal_meninggal": died})

    world.person("tetangga mobil", "car nobody owns yet")
    world.sktm("tetangga mobil")
    world.person("pemilik", "pemilik", civil=False)
    world.register("kendaraan", "pemilik", {"roda": 4}, reason="single")
    world.alike("tetangga mobil", "pemilik", 0.6)
    world.person("belum tentu", "car hardly theirs")
    world.sktm("belum tentu")
    world.alike("belum tentu", "pemilik", 0.4)
    return world.judge()


@pytest.mark.parametrize("kind", ["ineligible_sktm", "ineligible_dtks"])
@pytest.mark.parametrize("household", SPEAKING)
def test_a_register_row_speaks_against_the_household(
    judged: Judged, kind: str, household: str
) -> None:
    _, _, _, expected, review = SPEAKING[household]
    flag = judged.flag(kind, household)
    assert codes(flag) == expected
    assert bool(flag and flag["needs_review"]) is review


@pytest.mark.parametrize(
    ("household", "expected", "review"),
    [
        ("wife is a teacher", {"asn"}, False),
        ("late civil servant", set(), False),
        ("expired letter", set(), False),
        ("asn and ahu", {"asn", "ahu"}, False),
        ("died before the letter", {"holder_died"}, False),
        ("died on the letter's day", set(), False),
        ("died after the letter", set(), False),
        ("dead without a date", {"holder_dead_undated"}, True),
        ("car nobody owns yet", {"kendaraan"}, True),
        ("car hardly theirs", set(), False),
    ],
)
def test_who_may_not_hold_an_sktm(
    judged: Judged, household: str, expected: set[str], review: bool
) -> None:
    flag = judged.flag("ineligible_sktm", household)
    assert codes(flag) == expected
    assert bool(flag and flag["needs_review"]) is review


def test_a_flag_shows_the_letter_and_the_register_row(judged: Judged) -> None:
    flag = judged.flags("ineligible_sktm")["wife is a teacher"]
    assert flag["person_ids"] == ["guru", "istri"]
    assert len(flag["reasons"][0]["record_ids"]) == 2


def test_an_unsure_link_makes_an_unsure_flag(judged: Judged) -> None:
    flags = judged.flags("ineligible_sktm")
    assert flags["unsure by address"]["confidence"] == pytest.approx(0.96)
    assert flags["car"]["confidence"] == pytest.approx(0.999)


def test_a_rule_out_of_force_raises_nothing() -> None:
    world = World()
    world.person("pns")
    world.sktm("pns")
    world.register("asn", "pns")
    judged = world.judge({"disqualification": {"valid_to": date(2026, 9, 30)}})
    assert judged.flag("ineligible_sktm", "k-pns") is None
    assert not judged.household("k-pns")["disqualified"]


def test_what_villages_read_names_no_wage(judged: Judged) -> None:
    (reason,) = judged.flags("ineligible_sktm")["wage at umk"]["reasons"]
    assert "upah setara UMK" in reason["evidence"]
    assert "3496195" not in reason["evidence"].replace(".", "")

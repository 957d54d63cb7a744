"""Golden values, coverage, pairs, and that order never shows."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tests.support.assess_world import BINUANG, COMFORTABLE, POOR, TATAKAN, Judged, World


@pytest.fixture(scope="module")
def world() -> World:
    world = World(neighbours=3)
    world.person("siti", "rumah siti", civil=False)
    world.person("anak siti", "rumah siti", shdk="anak")
    world.record("aduan", "siti", nama="ST", nik="6305020101800001", birth_date=date(1980, 1, 1))
    world.village_row(
        "siti", POOR, nama="SITI", nik="6305020101800009", alamat="JL MELATI RT 1", shdk="kepala"
    )
    world.record("bansos", "siti", nama="SITI", mother="AMINAH")
    world.dtks("siti", nama="SITI AISYAH")
    world.person("civil", "rumah civil")
    world.village_row("civil", COMFORTABLE, nama="OTHER", village=BINUANG, file="binuang.xlsx")
    world.person("perempuan", "rumah civil", shdk="istri")
    world.sktm("perempuan")
    world.register("ahu", "civil")
    world.register(
        "bpjstk", "civil", {"upah": 9e6, "aktif": True}, probability=0.7, reason="splink"
    )
    world.person("mirip", civil=False)
    world.village_row("mirip", POOR)
    world.alike("mirip", "siti", 0.35)
    return world


@pytest.fixture(scope="module")
def judged(world: World) -> Judged:
    return world.judge()


def golden(judged: Judged, person: str) -> dict[str, object]:
    return judged.table("person").filter(pl.col("person_id") == person).row(0, named=True)


def test_a_golden_value_is_the_best_sources_then_the_most_frequent(judged: Judged) -> None:
    siti = golden(judged, "siti")
    assert siti["nama"] == "SITI AISYAH"  # the registry before village and complaint
    assert siti["nik"] == "6305020101800001"  # equally frequent: the smaller record id
    assert siti["birth_date"] == date(1980, 1, 1)
    assert siti["mother"] == "AMINAH"
    assert golden(judged, "civil")["nama"] == "CIVIL"


def test_dukcapil_rows_are_weighed_only_where_a_person_has_several() -> None:
    world = World(neighbours=3)
    world.person("one", "rumah")
    world.record("bansos", "one", nama="ANOTHER", mother="AMINAH")
    world.person("several", "rumah", shdk="istri")
    for _ in range(2):  # someone called these rows the same person
        world.record("dukcapil", "several", nama="SEVERAL TIMES", mother="HALIMAH")
    world.record("bansos", "several", nama="ANOTHER", mother="AMINAH")
    judged = world.judge()
    assert judged.table("person")["person_id"].is_unique().all()
    one, several = golden(judged, "one"), golden(judged, "several")
    assert (one["nama"], one["mother"]) == ("ONE", "AMINAH")
    assert (several["nama"], several["mother"]) == ("SEVERAL TIMES", "HALIMAH")


def test_a_golden_value_names_its_record(judged: Judged, world: World) -> None:
    said = {r["record_id"]: r for r in world.rows["core.person"]}
    for person in judged.table("person").iter_rows(named=True):
        for value, record in (("nama", "nama_record"), ("nik", "nik_record")):
            if person[value] is not None:
                assert said[person[record]][value] == person[value]


def test_a_household_has_its_head_address_and_members(judged: Judged) -> None:
    household = judged.household("rumah siti")
    assert household["head_person_id"] == "siti"
    assert household["alamat"] == "JL MELATI RT 1"
    assert household["village_code"] == TATAKAN
    assert household["person_ids"] == ["anak siti", "siti"]
    assert (household["members"], household["living"]) == (2, 2)


def test_coverage_has_every_village_and_counts_proposals_where_they_came_from(
    judged: Judged,
) -> None:
    coverage = judged.table("coverage")
    assert coverage.height == 135
    rows = {r["village_code"]: r for r in coverage.iter_rows(named=True)}
    assert (rows[BINUANG]["proposed"], rows[BINUANG]["poor"]) == (1, 0)
    assert (rows[TATAKAN]["proposed"], rows[TATAKAN]["poor"]) == (2, 2)
    assert (rows[TATAKAN]["sktm_valid"], rows[TATAKAN]["sktm_ineligible"]) == (1, 1)
    assert (rows[TATAKAN]["missing"], rows[TATAKAN]["in_registry"]) == (1, 1)
    assert coverage.filter("submitted")["village_code"].sort().to_list() == [BINUANG, TATAKAN]


def test_undecided_pairs_are_listed_for_review(judged: Judged) -> None:
    assert judged.table("pair_for_review")["probability"].to_list() == [0.35]


def test_rows_in_any_order_give_the_same_content(world: World, judged: Judged) -> None:
    shuffled = world.judge(seed=63)
    for name, table in judged.tables.items():
        assert sorted(map(repr, table.rows())) == sorted(map(repr, shuffled.table(name).rows()))


def test_a_number_typed_to_fill_the_cell_is_searched_for_by_nobody() -> None:
    """Else a slip in it (999…98) would lead to everyone who has it; damaged ones are kept."""
    world = World(neighbours=1)
    for person, digits, status in (
        ("filled", "9999999999999999", "dummy"),
        ("rounded", "6305020101800000", "rounded"),
    ):
        world.person(person, civil=False)
        world.village_row(person, POOR, nik=None, nik_digits=digits, nik_status=status)
    known = world.judge().table("search_number").filter(pl.col("kind") == "nik")
    assert set(known["number"]) == {"6305020101800000"}

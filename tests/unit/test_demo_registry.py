"""The demo's own reading of the registry that decides, and the DTSEN it is made to read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import polars as pl
import pytest

from pipelines.demo import generate, ranking, world
from pipelines.demo import holdings as standing
from pipelines.demo.expected import Facts, expected_flags
from pipelines.demo.neighbourhoods import regency
from pipelines.demo.people import Shown
from pipelines.demo.told import INDICATORS

LAST_DAY = date(2026, 10, 31)
HOMELESS: dict[str, object] = {"tempat_tinggal": False}
BLANK: dict[str, object] = dict.fromkeys(INDICATORS)


@pytest.fixture(scope="module")
def people() -> world.World:
    return world.build(Random("registry"), regency("63.05", 300), 300, LAST_DAY)


@pytest.fixture
def facts(people: world.World) -> Facts:
    """Nothing but one family of three known to Dukcapil, and a stranger in DTSEN."""
    family = next(h for h in people.households if len(h.members) == 3)
    stranger = next(p for p in people.persons if p.hid != family.hid)
    return Facts(
        world=people, period="2026-10", last_day=LAST_DAY,
        today=dict.fromkeys(family.members, family.hid) | {stranger.pid: stranger.hid},
        members={family.hid: family.members}, in_dukcapil=set(family.members), buried=set(),
        dead_in_dukcapil=set(), dtks_rows=[], desil={stranger.pid: 9}, unsure={},
        unsure_dtks=set(), shown=[], listed=set(), letters=[], jobs=[], assets=[], near={},
        bad_nik=set(), remembered={},
    )  # fmt: skip


def _propose(facts: Facts, conditions: dict[str, object]) -> None:
    [people] = facts.members.values()
    facts.shown = [Shown("desa", 5, people, [], conditions)]


def _found(facts: Facts) -> set[tuple[str, str]]:
    return set(expected_flags(facts).select("kind", "expect").iter_rows())


@pytest.mark.parametrize(
    ("desils", "conditions", "flag"),
    [
        ([], HOMELESS, ("missing_from_dtks", "auto")),
        ([], BLANK, ("missing_from_dtks", "review")),
        ([None, None, None], HOMELESS, ("missing_from_dtks", "review")),
        ([8, 8, 8], HOMELESS, ("desil_mismatch", "auto")),
        ([8], HOMELESS, ("desil_mismatch", "auto")),
        ([8, 8, 8], BLANK, ("desil_mismatch", "review")),
        ([8, 5, 8], HOMELESS, ("members_missing", "auto")),
    ],
)
def test_dtsen_decides_how_a_proposed_family_stands(
    facts: Facts, desils: list[int | None], conditions: dict[str, object], flag: tuple[str, str]
) -> None:
    [members] = facts.members.values()
    facts.desil |= dict(zip(members, desils, strict=False))
    facts.dtks_rows = list(members)
    _propose(facts, conditions)
    assert _found(facts) == {flag}


def test_without_a_dtsen_extract_dtks_decides(facts: Facts) -> None:
    [members] = facts.members.values()
    facts.desil, facts.dtks_rows = {}, members[:2]
    _propose(facts, HOMELESS)
    assert _found(facts) == {("members_missing", "auto")}


def test_a_family_of_which_only_a_part_is_ranked_can_be_read_either_way(facts: Facts) -> None:
    [members] = facts.members.values()
    facts.desil |= {members[0]: 8, members[1]: None}
    _propose(facts, HOMELESS)
    assert _found(facts) == {("missing_from_dtks", "either"), ("desil_mismatch", "either")}


@pytest.mark.parametrize(
    ("in_dtks", "desil", "found"),
    [(True, 9, {"auto"}), (False, 3, {"auto"}), (False, 9, set()), (False, None, set())],
)
def test_a_dead_person_counts_where_a_registry_lists_them(
    facts: Facts, in_dtks: bool, desil: int | None, found: set[str]
) -> None:
    [members] = facts.members.values()
    facts.desil[members[0]] = desil
    facts.dtks_rows = members[:1] if in_dtks else []
    facts.buried = {members[0]}
    assert {expect for kind, expect in _found(facts) if kind == "deceased_in_dtks"} == found


def test_nearly_everybody_is_in_dtsen_and_many_poor_too_high(people: world.World) -> None:
    holdings = standing.Holdings()
    ranking.rank_all(Random(1), people, holdings)
    desil = {family.hid: family.desil for family in holdings.dtsen}
    poor = [h.hid for h in people.households if h.wealth < ranking.POOR_WEALTH]
    too_high = [hid for hid in poor if (desil.get(hid) or 0) > ranking.DESIL_MAX]
    assert len(desil) > 0.8 * len(people.households)
    assert 0.25 < len(too_high) / len(poor) < 0.55
    assert set(poor) - set(desil) and None in desil.values()


def test_a_refreshed_dtsen_takes_families_and_newborns_in(people: world.World) -> None:
    holdings = standing.Holdings()
    ranking.rank_all(Random(1), people, holdings)
    before, low = {f.hid for f in holdings.dtsen}, ranking.registered(holdings)
    ranking.rank_anew(Random(2), people, holdings)
    assert before < {family.hid for family in holdings.dtsen}
    assert ranking.registered(holdings) - low
    assert max(Counter(pid for f in holdings.dtsen for pid in f.members).values()) == 1


def test_a_family_without_a_desil_is_written_with_empty_cells(tmp_path: Path) -> None:
    generate(tmp_path / "inbox", region="63.05", households=300, seed=6)
    [path] = (tmp_path / "inbox" / "2026-10" / "dtsen").glob("keluarga*")
    desil = pl.read_csv(path, separator="|", encoding="utf8-lossy", infer_schema=False)
    empty = desil.filter(pl.col("desil_nasional").fill_null("") == "")
    assert 0 < empty.height < 0.05 * desil.height

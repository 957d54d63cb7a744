"""DTSEN, the registry that decides: nearly everybody stands in it, many with too high a desil.

Some poor families are missing, a few have no desil, newborns are late and the dead leave it late.
It is refreshed each quarter (DOMAIN.md).
"""

from __future__ import annotations

from random import Random

from pipelines.demo.holdings import DtsenFamily, Holdings, head_of
from pipelines.demo.world import Household, Person, World, birth_date

DESIL_MAX = 5
POOR_WEALTH = 0.42
ABSENT_POOR, ABSENT_OTHERS = 0.25, 0.03
"""Shares of families that are not in DTSEN."""
WITHOUT_DESIL = 0.02
RANKED_TOO_WELL = 0.4
"""Of the poor in DTSEN: what villages complain of."""


def rank_all(rng: Random, world: World, holdings: Holdings) -> None:
    """Enter most families in DTSEN."""
    for household in world.households:
        absent = ABSENT_POOR if household.wealth < POOR_WEALTH else ABSENT_OTHERS
        if world.living(household) and rng.random() >= absent:
            _rank(rng, world, holdings, household)


def rank_anew(rng: Random, world: World, holdings: Holdings) -> None:
    """A quarter later: families come in or are ranked again, newborns join, the dead leave."""
    for family in holdings.dtsen:
        household = world.households[family.hid]
        family.members = [
            pid for pid in family.members
            if world.persons[pid].hid == family.hid
            and (world.persons[pid].died is None or rng.random() < 0.5)
        ]  # fmt: skip
        if family.desil is None or family.desil > DESIL_MAX:
            family.desil = _desil(rng, household) if rng.random() < 0.15 else family.desil
    holdings.dtsen = [family for family in holdings.dtsen if family.members]
    entered = {pid for family in holdings.dtsen for pid in family.members}
    families = {family.hid: family for family in reversed(holdings.dtsen)}
    for household in world.households:
        living = world.living(household)
        own = families.get(household.hid)
        if own is not None:
            late = [p.pid for p in living if p.pid not in entered]
            own.members += [pid for pid in late if rng.random() < 0.6]
        elif living and rng.random() < 0.25:
            _rank(rng, world, holdings, household)


def registered(holdings: Holdings) -> set[int]:
    """People in the registry: in DTSEN with a desil up to `DESIL_MAX`."""
    return {
        pid
        for family in holdings.dtsen
        if family.desil is not None and family.desil <= DESIL_MAX
        for pid in family.members
    }


def namesakes(rng: Random, world: World, holdings: Holdings) -> None:
    """Somebody in the registry gets the name of an unregistered poor head of the same village."""
    inside = registered(holdings)
    by_place: dict[tuple[int, str], list[Person]] = {}
    for pid in sorted(inside):
        person = world.persons[pid]
        if person.shdk not in {"KEPALA KELUARGA", "ISTRI"} and person.birth.year < 2006:
            place = world.households[person.hid].village
            by_place.setdefault((place, person.sex), []).append(person)
    for household in world.households:
        head = head_of(world, household)
        others = by_place.get((household.village, head.sex), [])
        if household.wealth > POOR_WEALTH or inside.intersection(household.members) or not others:
            continue
        if rng.random() < 0.08:
            double = others.pop(rng.randrange(len(others)))
            double.nama = head.nama
            if rng.random() < 0.4:
                double.birth = birth_date(rng, head.birth.year)
                double.nik = world.registrar.nik(double.nik[:6], double.birth, double.sex)
            holdings.near[household.hid] = double.pid


def _desil(rng: Random, household: Household) -> int | None:
    """It follows wealth, roughly."""
    if rng.random() < WITHOUT_DESIL:
        return None
    if household.wealth < POOR_WEALTH and rng.random() < RANKED_TOO_WELL:
        return rng.randint(6, 10)
    return min(10, max(1, round(household.wealth * 10 + rng.gauss(1.2, 1.6))))


def _rank(rng: Random, world: World, holdings: Holdings, household: Household) -> None:
    """Enter a household; now and then it is split over two families, the young one richer."""
    desil = _desil(rng, household)
    first = world.living(household)[0].pid
    members = [
        pid for pid in household.members
        if pid == first or _is_entered(rng, world.persons[pid])
    ]  # fmt: skip
    if len(members) > 3 and members[-1] != first and desil is not None and rng.random() < 0.03:
        young = members.pop()
        other = min(10, desil + rng.randint(1, 4))
        holdings.dtsen.append(DtsenFamily(household.hid, household.old_kk, [young], other))
    holdings.dtsen.append(DtsenFamily(household.hid, household.kk, members, desil))


def _is_entered(rng: Random, person: Person) -> bool:
    """Who moved away is not; of the dead most still are, of the living a few are not."""
    return person.here and rng.random() < (0.95 if person.died is None else 0.85)

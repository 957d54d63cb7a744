"""Which families a village puts on its list this month, and how it sees them.

The village's view differs from the truth: an old KK, a married son still under his parents, a
neighbour village that lists a family that has moved there, living conditions not asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from pipelines.demo.world import CRITERIA, Household, World

CONDITIONS = ("tempat_tinggal", *CRITERIA, "lantai", "dinding", "jamban", "daya_listrik")
MAX_SHARE = 0.38
"""Of a village's people on its list; above half, a list counts as a population list."""


@dataclass(slots=True)
class Listed:
    """One family on a village's list: the people under one KK as the village shows it."""

    hid: int
    people: list[int]
    kk: str
    conditions: dict[str, object]
    firm_kk: bool = False
    """The household follows from this KK, so it may not be misspelt."""
    guests: list[int] = field(default_factory=list)
    """People listed here who belong to another household by Dukcapil."""


@dataclass
class VillageList:
    """A village's list of one month."""

    village: int
    families: list[Listed]
    day: int = 5
    dated: bool = False
    """Whether title and name give the day, not only the month."""
    note: str = ""
    shape: str = ""
    """A fixed layout; else the layouts take turns."""
    population: bool = False
    """Covers the whole village: informs, but proposes nobody."""


def shown_conditions(rng: Random, household: Household, noise: float) -> dict[str, object]:
    """Conditions as given: single items unasked (None), sometimes all."""
    if rng.random() < 0.04 * noise:
        return dict.fromkeys(CONDITIONS)
    return {
        key: None if rng.random() < 0.02 * noise else household.conditions[key]
        for key in CONDITIONS
    }


def family(rng: Random, world: World, household: Household, noise: float) -> Listed | None:
    """The household as its own village lists it; None when nobody is left to list."""
    people = [p.pid for p in world.living(household)]
    if len(people) > 2 and rng.random() < 0.06:
        people.pop(rng.randrange(1, len(people)))
    gone = [pid for pid in household.members if world.persons[pid].died]
    if gone and rng.random() < 0.15:
        people.append(gone[0])
    if not any(world.persons[pid].died is None for pid in people):
        return None
    kk = household.old_kk if rng.random() < 0.03 * noise else household.kk
    return Listed(household.hid, people, kk, shown_conditions(rng, household, noise))


def draw(rng: Random, world: World, noise: float, proposed_before: set[int]) -> list[VillageList]:
    """One list per village (one in eight villages sends none)."""
    by_village: dict[int, list[Household]] = {}
    for household in world.households:
        by_village.setdefault(household.village, []).append(household)
    lists = []
    for village in range(len(world.regency.villages)):
        if rng.random() < 0.1 and village > 1:
            continue
        homes = by_village.get(village, [])
        room = MAX_SHARE * sum(len(h.members) for h in homes)
        families: list[Listed] = []
        for household in homes:
            chance = 0.5 if household.wealth < 0.42 else 0.06
            if household.hid in proposed_before:
                chance = 0.8
            if rng.random() > chance or sum(len(f.people) for f in families) > room:
                continue
            shown = family(rng, world, household, noise)
            if shown:
                families.append(shown)
        lists.append(VillageList(village, families))
    _moved(rng, world, lists, noise)
    _married_sons(rng, world, lists)
    return [entry for entry in lists if entry.families]


def _moved(rng: Random, world: World, lists: list[VillageList], noise: float) -> None:
    """A family that moved to another village still stands on the old village's list as well."""
    by_village = {entry.village: entry for entry in lists}
    for entry in lists:
        for listed in entry.families:
            household = world.households[listed.hid]
            if rng.random() > 0.025 or listed.kk != household.kk or len(lists) < 2:
                continue
            others = [v for v in sorted(by_village) if v != entry.village]
            household.moved_from = rng.choice(others)
            again = Listed(
                household.hid, list(listed.people), household.old_kk,
                shown_conditions(rng, household, noise),
            )  # fmt: skip
            by_village[household.moved_from].families.append(again)


def _married_sons(rng: Random, world: World, lists: list[VillageList]) -> None:
    """A son with a KK of his own is still listed with his parents, under their KK."""
    for entry in lists:
        listed_here = {listed.hid: listed for listed in entry.families}
        for listed in list(entry.families):
            household = world.households[listed.hid]
            head = world.persons[listed.people[0]]
            parent = next(
                (other for hid, other in sorted(listed_here.items())
                 if hid != household.hid and head.ayah == world.persons[other.people[0]].nama
                 and world.households[hid].recorded < household.recorded
                 and world.households[hid].village == household.village),
                None,
            )  # fmt: skip
            if parent and head.in_dukcapil and not parent.guests and rng.random() < 0.25:
                if not all(world.persons[pid].in_dukcapil for pid in listed.people):
                    continue
                parent.people.extend(listed.people)
                parent.guests.extend(listed.people)
                entry.families.remove(listed)
                listed_here.pop(household.hid)


def correction(
    rng: Random, world: World, lists: list[VillageList], noise: float
) -> VillageList | None:
    """A later list of the second village: some of its families again, conditions asked again."""
    if len(lists) < 3:
        return None
    first = lists[1]
    again = [
        Listed(
            listed.hid,
            list(listed.people),
            listed.kk,
            shown_conditions(rng, world.households[listed.hid], noise)
            | {name: rng.random() < 0.5 for name in CRITERIA},
            listed.firm_kk,
        )
        for listed in first.families
        if not listed.guests and world.households[listed.hid].village == first.village
    ]
    first.dated = True
    chosen = again[: max(1, len(again) // 3)]
    return VillageList(first.village, chosen, day=20, dated=True, note="perbaikan ", shape="plain")


def population(world: World, lists: list[VillageList]) -> VillageList | None:
    """Everybody of one village that also sent a list of its poor."""
    if len(lists) < 5:
        return None
    village = lists[4].village
    families = []
    for household in world.households:
        people = [p.pid for p in world.living(household)]
        if household.village == village and people:
            nothing = dict.fromkeys(CONDITIONS)
            families.append(Listed(household.hid, people, household.kk, nothing))
    return VillageList(village, families, note="seluruh penduduk ", shape="siak", population=True)

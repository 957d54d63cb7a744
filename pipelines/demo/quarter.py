"""What a quarter changes that only a new civil-registry extract shows: moves, cards, entries.

Months between two extracts see some of this first in village lists; these changes wait for the
extract, so that what is true of a household stays what Dukcapil and the lists say together.
"""

from __future__ import annotations

from datetime import date
from random import Random

from pipelines.demo.month import renew
from pipelines.demo.neighbourhoods import house
from pipelines.demo.world import World

QUARTER = 3
"""Months between two extracts of the registers that do not come monthly."""

MENDED_A_MONTH = 0.012
"""Share of DTKS member rows whose NIK, name and birth date someone put right, a month."""


def enter_in_registry(rng: Random, world: World, first: date) -> None:
    """Newborns and people without papers enter Dukcapil; those who died are marked or leave it."""
    for person in world.persons:
        if person.died is not None:
            if person.in_dukcapil and not person.dukcapil_dead and rng.random() < 0.4:
                person.dukcapil_dead = rng.random() < 0.5
                person.in_dukcapil = person.dukcapil_dead
        elif person.here and not person.in_dukcapil:
            newborn = first.year - person.birth.year < 2
            person.in_dukcapil = rng.random() < (0.85 if newborn else 0.1)


def move_and_renew(rng: Random, world: World, last: date) -> None:
    """Families move to another village or get a new card; single members move away."""
    for household in world.households:
        living = world.living(household)
        if not living:
            continue
        roll = rng.random()
        if roll < 0.012:
            household.village = rng.randrange(len(world.regency.villages))
            household.street, household.house_no = house(rng)
            household.rt, household.rw = rng.randint(1, 6), rng.randint(1, 3)
        if roll < 0.03:
            renew(rng, world, household, last)
        grown = [p for p in living if p.shdk == "ANAK" and last.year - p.birth.year > 18]
        if len(living) > 2 and grown and rng.random() < 0.006:
            grown[0].here, grown[0].in_dukcapil = False, False

"""What happens between two months: births, deaths, weddings, new cards, new letters."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipelines.demo import names
from pipelines.demo.holdings import Holdings, enrol, issue_letters
from pipelines.demo.listings import Listed, VillageList, shown_conditions
from pipelines.demo.neighbourhoods import birthplace
from pipelines.demo.world import Household, Person, World, conditions, random_date
from pipelines.domain.villages import undotted


def late_cards(
    rng: Random, world: World, lists: list[VillageList], last_day: date
) -> tuple[dict[int, int], dict[int, str]]:
    """Some listed families hold a card that is newer than Dukcapil's extract.

    Returns the people whom the extract still has on their parents' card, as person → household,
    and the KK that the extract shows for everybody concerned, as person → KK. Families without
    parents in the regency only got a new number. Of parents and children only one renews: the
    extract could not show a card that is newer than itself.
    """
    heads = {
        (person.nama, world.households[person.hid].village): person.hid
        for person in world.persons
        if person.shdk == "KEPALA KELUARGA" and person.died is None
    }
    elsewhere: dict[int, int] = {}
    cards: dict[int, str] = {}
    renewed: set[int] = set()
    for entry in lists:
        for listed in entry.families:
            household = world.households[listed.hid]
            people = [world.persons[pid] for pid in household.members]
            whole = all(p.in_dukcapil and p.died is None and p.here for p in people)
            if not whole or listed.guests or household.moved_from is not None:
                continue
            head = people[0]
            parents = heads.get((head.ayah, household.village))
            chance = 0.25 if parents is not None else 0.012
            if rng.random() > chance or parents == household.hid:
                continue
            if parents in renewed or household.hid in elsewhere.values():
                continue
            renew(rng, world, household, last_day)
            renewed.add(household.hid)
            listed.people, listed.kk = [p.pid for p in people], household.kk
            if parents is None:
                cards.update(dict.fromkeys(listed.people, household.old_kk))
            else:
                elsewhere.update(dict.fromkeys(listed.people, parents))
    cards.update({pid: world.households[hid].kk for pid, hid in elsewhere.items()})
    return elsewhere, cards


def renew(rng: Random, world: World, household: Household, last_day: date) -> None:
    """A new KK number, recorded in the last weeks."""
    household.old_kk = household.kk
    household.recorded = random_date(rng, last_day - timedelta(days=45), last_day - timedelta(10))
    prefix = undotted(world.village(household).district_code)
    household.kk = world.registrar.kk(prefix, household.recorded, rng)


def firm(world: World, lists: list[VillageList], elsewhere: dict[int, int]) -> None:
    """Show the new card of every listed family that Dukcapil has elsewhere, without error."""
    for entry in lists:
        for listed in entry.families:
            if any(pid in elsewhere for pid in listed.people) and not listed.guests:
                listed.kk, listed.firm_kk = world.households[listed.hid].kk, True


def pass_month(
    rng: Random,
    world: World,
    holdings: Holdings,
    first: date,
    last: date,
    elsewhere: dict[int, int],
) -> list[int]:
    """Change the world from the month before `first` to `last`.

    Returns newly wed households (they must be listed: nobody else knows of them yet) and enters
    their people in `elsewhere`, since Dukcapil's extract is older than the wedding.
    """
    for household in list(world.households):
        mothers = [
            p for p in world.living(household)
            if p.sex == "P" and 19 < first.year - p.birth.year < 40 and p.shdk == "ISTRI"
        ]  # fmt: skip
        if mothers and rng.random() < 0.012:
            _birth(rng, world, household, mothers[0], first, last)
    for person in world.persons:
        age = last.year - person.birth.year
        if person.died or not person.here or len(world.living(world.households[person.hid])) < 3:
            continue
        if age > 60 and rng.random() < 0.004:
            person.died = random_date(rng, first - timedelta(days=20), last - timedelta(days=3))
            person.death_registered = rng.random() < 0.8
    _registry_changes(rng, world, holdings)
    issue_letters(rng, world, holdings, first, last, share=0.02)
    return _weddings(rng, world, last, elsewhere)


def _birth(
    rng: Random, world: World, household: Household, mother: Person, first: date, last: date
) -> None:
    fathers = [p for p in world.living(household) if p.shdk == "KEPALA KELUARGA" and p.sex == "L"]
    father = fathers[0].nama if fathers else mother.ayah
    sex, born = rng.choice("LP"), random_date(rng, first - timedelta(days=25), last)
    village = world.village(household)
    world.persons.append(
        Person(
            pid=len(world.persons), sex=sex, birth=born,
            nama=names.given_name(rng, sex, born.year, father),
            nik=world.registrar.nik(undotted(village.district_code), born, sex),
            ibu=mother.nama, ayah=father, nik_ibu=mother.nik, nik_ayah="",
            birthplace=birthplace(rng, village, world.regency.short), shdk="ANAK",
            hid=household.hid, marital="BELUM KAWIN", work="BELUM/TIDAK BEKERJA",
            education="TIDAK / BELUM SEKOLAH", in_dukcapil=False,
        )
    )  # fmt: skip
    household.members.append(world.persons[-1].pid)


def _registry_changes(rng: Random, world: World, holdings: Holdings) -> None:
    """A few families leave DTKS, a few poor ones enter."""
    numbers = max(int(family.idbdt[-9:]) for family in holdings.dtks)
    holdings.dtks = [family for family in holdings.dtks if rng.random() > 0.006]
    listed = {family.hid for family in holdings.dtks}
    for household in world.households:
        if household.wealth < 0.42 and household.hid not in listed and rng.random() < 0.05:
            numbers += 1
            enrol(rng, world, holdings, household, numbers)


def _weddings(rng: Random, world: World, last: date, elsewhere: dict[int, int]) -> list[int]:
    """Grown children of two families found a household of their own, with a card of this month."""
    single = [
        p for p in world.persons
        if p.shdk == "ANAK" and p.died is None and p.here and p.in_dukcapil
        and 20 <= last.year - p.birth.year <= 32 and p.pid not in elsewhere
    ]  # fmt: skip
    men = [p for p in single if p.sex == "L"]
    women = [p for p in single if p.sex == "P"]
    founded = []
    for groom in men:
        if rng.random() > 0.02:
            continue
        brides = [w for w in women if w.hid != groom.hid and w.shdk == "ANAK"]
        if not brides:
            break
        founded.append(_found(rng, world, groom, rng.choice(brides), last, elsewhere))
    return founded


def _found(
    rng: Random, world: World, groom: Person, bride: Person, last: date, elsewhere: dict[int, int]
) -> int:
    home = world.households[groom.hid]
    wealth = min(home.wealth, 0.3)
    recorded = random_date(rng, last.replace(day=1), last - timedelta(days=12))
    prefix = undotted(world.village(home).district_code)
    household = Household(
        hid=len(world.households), village=home.village,
        kk=world.registrar.kk(prefix, recorded, rng), recorded=recorded, old_kk=home.kk,
        street=home.street, house_no=home.house_no, rt=home.rt, rw=home.rw, dusun=home.dusun,
        wealth=wealth, conditions=conditions(rng, wealth),
    )  # fmt: skip
    world.households.append(household)
    for person, relation in ((groom, "KEPALA KELUARGA"), (bride, "ISTRI")):
        elsewhere[person.pid] = person.hid
        world.households[person.hid].members.remove(person.pid)
        person.hid, person.shdk, person.marital = household.hid, relation, "KAWIN"
        household.members.append(person.pid)
    return household.hid


def list_newly_wed(
    rng: Random, world: World, lists: list[VillageList], founded: list[int], noise: float
) -> None:
    """Put newly founded households on their village's list (a village without list gets one)."""
    by_village = {entry.village: entry for entry in lists}
    for hid in founded:
        household = world.households[hid]
        entry = by_village.get(household.village)
        if entry is None:
            entry = VillageList(household.village, [])
            by_village[household.village] = entry
            lists.append(entry)
        entry.families = [listed for listed in entry.families if listed.hid != hid]
        given = shown_conditions(rng, household, noise)
        entry.families.append(Listed(hid, list(household.members), household.kk, given, True))

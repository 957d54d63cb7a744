"""The population of the synthetic regency: people, families, Kartu Keluarga, living conditions.

What is modelled is what linkage stumbles over: NIK from the region of *first* registration, a KK
that changes when a family splits or moves, twins with adjacent NIKs, fathers and sons in the same
village, neighbours of the same name, default birth dates of older people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from pipelines.demo import names
from pipelines.demo.neighbourhoods import OTHER_REGENCIES, Regency, birthplace, house
from pipelines.domain.villages import Village, undotted

CRITERIA = ("kk_tidak_bekerja", "khawatir_pangan", "pangan_lebih_separuh", "tidak_beli_pakaian")
"""Criteria a to d of Kepmensos 262/HUK/2022; e to h are lantai, dinding, jamban, daya_listrik."""

WORK_POOR = (
    "BURUH HARIAN LEPAS", "BURUH TANI/PERKEBUNAN", "PETANI/PEKEBUN", "PETANI/PEKEBUN",
    "BURUH NELAYAN/PERIKANAN", "PEDAGANG", "BELUM/TIDAK BEKERJA",
)  # fmt: skip
WORK_OTHER = ("KARYAWAN SWASTA", "WIRASWASTA", "PERDAGANGAN", "PETANI/PEKEBUN", "SOPIR", "GURU")


@dataclass(slots=True)
class Person:
    """One person; `pid` is the truth's number."""

    pid: int
    sex: str
    birth: date
    nama: str
    nik: str
    ibu: str
    ayah: str
    nik_ibu: str
    nik_ayah: str
    birthplace: str
    shdk: str
    hid: int
    marital: str
    work: str
    education: str
    died: date | None = None
    here: bool = True
    in_dukcapil: bool = True
    dukcapil_dead: bool = False
    death_registered: bool = False


@dataclass(slots=True)
class Household:
    """One keluarga: the people on one KK, with the conditions they live in."""

    hid: int
    village: int
    kk: str
    recorded: date
    old_kk: str
    street: str
    house_no: str
    rt: int
    rw: int
    dusun: int
    wealth: float
    conditions: dict[str, object]
    members: list[int] = field(default_factory=list)
    moved_from: int | None = None


@dataclass
class World:
    """Everything true at a moment."""

    regency: Regency
    persons: list[Person]
    households: list[Household]
    registrar: Registrar

    def village(self, household: Household) -> Village:
        return self.regency.villages[household.village]

    def living(self, household: Household) -> list[Person]:
        """Members who are alive and still live here."""
        people = (self.persons[pid] for pid in household.members)
        return [person for person in people if person.died is None and person.here]


class Registrar:
    """Issues NIK and KK numbers as the civil registry does: prefix, date, running serial."""

    def __init__(self) -> None:
        self._serials: dict[str, int] = {}

    def _next(self, stem: str, start: int) -> str:
        serial = self._serials.get(stem, start) + 1
        self._serials[stem] = serial
        return f"{stem}{serial:04d}"

    def nik(self, prefix: str, birth: date, sex: str) -> str:
        """6 digits of region, DDMMYY (day + 40 for women), 4 digits of serial from 0001."""
        day = birth.day + (40 if sex == "P" else 0)
        return self._next(f"{prefix}{day:02d}{birth:%m%y}", 0)

    def kk(self, prefix: str, recorded: date, rng: Random) -> str:
        """6 digits of region, DDMMYY of recording, 4 digits of serial."""
        return self._next(f"{prefix}{recorded:%d%m%y}", rng.randint(0, 4))


def random_date(rng: Random, first: date, last: date) -> date:
    """A day between the two, both included."""
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))


def birth_date(rng: Random, year: int) -> date:
    """A birth date; the older, the more often a default one (31-12, 01-07, 01-01)."""
    share = 0.22 if year < 1970 else 0.06 if year < 1990 else 0.01
    if rng.random() < share:
        month, day = rng.choice(((12, 31), (7, 1), (1, 1), (12, 31)))
        return date(year, month, day)
    return random_date(rng, date(year, 1, 1), date(year, 12, 31))


def conditions(rng: Random, wealth: float) -> dict[str, object]:
    """Housing and hardship of a household; the poorer (low wealth), the more criteria hold."""

    def hard(base: float) -> bool:
        return rng.random() < base * float((1.0 - wealth) ** 1.6)

    values: dict[str, object] = {name: hard(0.85) for name in CRITERIA}
    values["kk_tidak_bekerja"] = hard(0.5)
    values["tempat_tinggal"] = not hard(0.03)
    values["lantai"] = rng.choice((6, 6, 8)) if hard(0.8) else rng.choice((2, 4, 5, 5, 1))
    values["dinding"] = rng.choice((3, 3, 4, 2, 6)) if hard(0.9) else rng.choice((1, 1, 5, 7))
    values["jamban"] = rng.choice((2, 4, 6, 3, 5)) if hard(0.8) else 1
    values["daya_listrik"] = rng.choice((450, 450, 0)) if hard(1.0) else _power(rng, wealth)
    return values


def _power(rng: Random, wealth: float) -> int:
    if wealth > 0.75:
        return rng.choice((1300, 2200, 2201))
    return rng.choice((900, 900, 1300))


class _Builder:
    """Grows the population household by household."""

    def __init__(self, rng: Random, regency: Regency, today: date) -> None:
        self.rng = rng
        self.today = today
        self.registrar = Registrar()
        self.world = World(regency, [], [], self.registrar)
        self.elders: dict[int, list[int]] = {}

    def nik_prefix(self, village: Village) -> str:
        """Region of first registration: mostly the district, sometimes far away."""
        roll = self.rng.random()
        if roll < 0.78:
            return undotted(village.district_code)
        if roll < 0.9:
            return undotted(self.rng.choice(self.world.regency.villages).district_code)
        return f"{self.rng.choice(OTHER_REGENCIES)}{self.rng.randint(1, 9):02d}"

    def person(
        self,
        household: Household,
        sex: str,
        birth: date,
        shdk: str,
        parents: tuple[Person | None, Person | None] = (None, None),
    ) -> Person:
        """Add one person; `parents` are (father, mother) where they are people of this world."""
        rng, village = self.rng, self.world.village(household)
        father, mother = parents
        registered = birth
        if rng.random() < 0.015:  # birth date corrected after the NIK was issued
            registered = random_date(rng, date(birth.year, 1, 1), date(birth.year, 12, 31))
        ayah = father.nama if father else names.given_name(rng, "L", birth.year - 27)
        ibu = mother.nama if mother else names.given_name(rng, "P", birth.year - 24)
        person = Person(
            pid=len(self.world.persons),
            sex=sex,
            birth=birth,
            nama=names.given_name(rng, sex, birth.year, ayah),
            nik=self.registrar.nik(self.nik_prefix(village), registered, sex),
            ibu=ibu,
            ayah=ayah,
            nik_ibu=mother.nik if mother and rng.random() < 0.5 else "",
            nik_ayah=father.nik if father and rng.random() < 0.5 else "",
            birthplace=birthplace(rng, village, self.world.regency.short),
            shdk=shdk,
            hid=household.hid,
            marital=_marital(shdk, self.today.year - birth.year),
            work=self.work(household.wealth, sex, birth),
            education=_education(rng, self.today.year - birth.year),
            in_dukcapil=rng.random() > 0.03,
        )
        self.world.persons.append(person)
        household.members.append(person.pid)
        return person

    def work(self, wealth: float, sex: str, birth: date) -> str:
        age = self.today.year - birth.year
        if age < 6:
            return "BELUM/TIDAK BEKERJA"
        if age < 19:
            return "PELAJAR/MAHASISWA"
        if sex == "P" and self.rng.random() < 0.65:
            return "MENGURUS RUMAH TANGGA"
        return self.rng.choice(WORK_POOR if wealth < 0.45 else WORK_OTHER)

    def dwelling(self, village: int, wealth: float) -> Household:
        """An empty household with KK, address and living conditions."""
        rng = self.rng
        place = self.world.regency.villages[village]
        recorded = random_date(rng, date(2008, 1, 1), self.today - timedelta(days=120))
        before = random_date(rng, date(2006, 1, 1), recorded - timedelta(days=30))
        prefix = undotted(place.district_code)
        street, number = house(rng)
        household = Household(
            hid=len(self.world.households),
            village=village,
            kk=self.registrar.kk(prefix, recorded, rng),
            recorded=recorded,
            old_kk=self.registrar.kk(prefix, before, rng),
            street=street,
            house_no=number,
            rt=rng.randint(1, 6),
            rw=rng.randint(1, 3),
            dusun=rng.randint(1, 2),
            wealth=wealth,
            conditions=conditions(rng, wealth),
        )
        self.world.households.append(household)
        return household

    def family(self, village: int) -> Household:
        """One family: its kind follows from the age of the head."""
        rng, year = self.rng, self.today.year
        wealth = min(0.99, max(0.0, rng.betavariate(1.3, 1.5)))
        household = self.dwelling(village, wealth)
        age = int(rng.triangular(21, 84, 43))
        widow = rng.random() < (0.3 if age > 60 else 0.08)
        sex = "P" if widow else "L"
        parents = self.parents_in_village(village, age)
        head = self.person(household, sex, birth_date(rng, year - age), "KEPALA KELUARGA", parents)
        if widow:
            head.marital = "CERAI MATI"
        wife = None
        if not widow and rng.random() < 0.93:
            wife_age = max(17, age - rng.randint(-3, 9))
            wife = self.person(household, "P", birth_date(rng, year - wife_age), "ISTRI")
        mother = wife or (head if sex == "P" else None)
        self.children(household, None if widow else head, mother)
        if age < 55 and rng.random() < 0.07:
            elder = birth_date(rng, year - age - rng.randint(20, 32))
            kin = self.person(household, rng.choice("LPP"), elder, "ORANGTUA")
            if kin.sex == "P":
                head.ibu = kin.nama
            else:
                head.ayah = kin.nama
        if rng.random() < 0.03:
            self.person(household, rng.choice("LP"), birth_date(rng, year - rng.randint(15, 50)),
                        "FAMILI LAIN")  # fmt: skip
        if age > 44:
            self.elders.setdefault(village, []).append(head.pid)
        return household

    def parents_in_village(self, village: int, age: int) -> tuple[Person | None, Person | None]:
        """Sometimes the head's parents live in an older household of the village."""
        rng = self.rng
        candidates = self.elders.get(village, [])
        if age > 40 or not candidates or rng.random() > 0.45:
            return None, None
        elder = self.world.persons[rng.choice(candidates)]
        if self.today.year - elder.birth.year < age + 18:
            return None, None
        if elder.sex == "P":
            return None, elder
        wives = [
            self.world.persons[pid]
            for pid in self.world.households[elder.hid].members
            if self.world.persons[pid].shdk == "ISTRI"
        ]
        return elder, wives[0] if wives else None

    def children(self, household: Household, father: Person | None, mother: Person | None) -> None:
        """Children still on the parents' KK; now and then twins; rarely a grandchild."""
        rng, year = self.rng, self.today.year
        parent = mother or father
        if parent is None:
            return
        age = year - parent.birth.year
        for _ in range(rng.choice((0, 1, 1, 2, 2, 3, 3, 4))):
            child_age = age - rng.randint(18, 40)
            if child_age < 0 or child_age > 33:
                continue
            sex = rng.choice("LP")
            birth = birth_date(rng, year - child_age)
            birth = min(birth, self.today - timedelta(days=20))
            child = self.person(household, sex, birth, "ANAK", (father, mother))
            if rng.random() < 0.02:
                self.twin(household, child, (father, mother))
            if child.sex == "P" and child_age > 19 and rng.random() < 0.06:
                small = birth_date(rng, year - rng.randint(0, min(8, child_age - 18)))
                small = min(small, self.today - timedelta(days=20))
                self.person(household, rng.choice("LP"), small, "CUCU", (None, child))

    def twin(
        self, household: Household, first: Person, parents: tuple[Person | None, Person | None]
    ) -> None:
        """A twin: adjacent NIK, same parents and birth date, nearly the same name."""
        second = self.person(household, first.sex, first.birth, "ANAK", parents)
        second.nama = names.twin_name(self.rng, first.nama)
        second.nik = self._adjacent(first.nik)
        second.ayah, second.ibu = first.ayah, first.ibu
        second.birthplace = first.birthplace

    def _adjacent(self, nik: str) -> str:
        return self.registrar._next(nik[:12], int(nik[12:]))


def _marital(shdk: str, age: int) -> str:
    if shdk in {"KEPALA KELUARGA", "ISTRI"}:
        return "KAWIN"
    return "CERAI MATI" if shdk == "ORANGTUA" and age > 55 else "BELUM KAWIN"


def _education(rng: Random, age: int) -> str:
    if age < 6:
        return "TIDAK / BELUM SEKOLAH"
    if age < 13:
        return "BELUM TAMAT SD/SEDERAJAT"
    return rng.choice(
        ("TAMAT SD / SEDERAJAT", "TAMAT SD / SEDERAJAT", "SLTP/SEDERAJAT", "SLTA / SEDERAJAT",
         "SLTA / SEDERAJAT", "DIPLOMA IV/ STRATA I")
    )  # fmt: skip


def _namesakes(rng: Random, world: World) -> None:
    """Neighbours of the same name: one adult in fifty carries another villager's name."""
    by_place: dict[tuple[int, str], list[Person]] = {}
    for person in world.persons:
        if person.birth.year < 2008:
            place = world.households[person.hid].village
            by_place.setdefault((place, person.sex), []).append(person)
    for people in by_place.values():
        for person in people:
            other = rng.choice(people)
            if rng.random() < 0.02 and other.hid != person.hid:
                person.nama = other.nama
                if rng.random() < 0.3:
                    there, here = world.households[other.hid], world.households[person.hid]
                    here.rt, here.rw = there.rt, there.rw


def build(rng: Random, regency: Regency, households: int, today: date) -> World:
    """The population on `today`, spread over the regency's villages."""
    builder = _Builder(rng, regency, today)
    weights = [rng.uniform(0.6, 1.6) for _ in regency.villages]
    for place in sorted(rng.choices(range(len(weights)), weights, k=households)):
        builder.family(place)
    _namesakes(rng, builder.world)
    return builder.world

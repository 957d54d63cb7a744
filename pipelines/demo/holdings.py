"""What the offices know of the people: registry, certificates, jobs, assets, programmes, deaths.

Everything here is still true and clean; what the files make of it is the business of `noise` and
of the writers. Chances are chosen so that every flag kind of the contract occurs in a small demo.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from pipelines.demo.world import Household, Person, World, random_date

UMK = 3_496_195
"""Minimum wage of the default configuration (CONTRACT: `umk`)."""

PURPOSES = (
    "Persyaratan KIP", "Keringanan UKT/beasiswa", "Pendaftaran sekolah", "Keringanan biaya RS",
    "Pengurusan BPJS PBI", "Bantuan hukum", "Bantuan sosial",
)  # fmt: skip


@dataclass(slots=True)
class DtksFamily:
    """A DTKS household: IDBDT and its members with their IDARTBDT (a person may have two)."""

    hid: int
    idbdt: str
    members: list[tuple[int, str]]
    kk: str


@dataclass(slots=True)
class DtsenFamily:
    """A DTSEN family, keyed on KK, with its national desil (None: not ranked)."""

    hid: int
    kk: str
    members: list[int]
    desil: int | None


@dataclass(slots=True)
class Letter:
    """An SKTM."""

    pid: int
    village: int
    number: str
    issued: date
    until: date | None
    purpose: str


@dataclass(slots=True)
class Job:
    """A row of asn, bpjstk or ahu."""

    pid: int
    number: str
    place: str
    kind: str
    wage: int = 0


@dataclass(slots=True)
class Asset:
    """An electricity connection (`size` in VA) or a vehicle (`size` in wheels)."""

    pid: int
    number: str
    size: int
    year: int = 0
    brand: str = ""


@dataclass
class Holdings:
    """All register facts at a moment."""

    dtks: list[DtksFamily] = field(default_factory=list)
    dtsen: list[DtsenFamily] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    asn: list[Job] = field(default_factory=list)
    bpjstk: list[Job] = field(default_factory=list)
    ahu: list[Job] = field(default_factory=list)
    pln: list[Asset] = field(default_factory=list)
    kendaraan: list[Asset] = field(default_factory=list)
    near: dict[int, int] = field(default_factory=dict)
    """Household outside the registry → person in it who has its head's name."""


def adults(world: World, household: Household, today: date) -> list[Person]:
    return [p for p in world.living(household) if today.year - p.birth.year >= 18]


def head_of(world: World, household: Household) -> Person:
    """The head, or the first living member where the head is gone."""
    living = world.living(household)
    return living[0] if living else world.persons[household.members[0]]


def deaths(rng: Random, world: World, today: date) -> None:
    """People who died or moved away in the last two years; nobody dies of the last of a family."""
    for person in world.persons:
        age = today.year - person.birth.year
        household = world.households[person.hid]
        others = [p for p in world.living(household) if p.pid != person.pid]
        if not any(today.year - p.birth.year >= 18 for p in others):
            continue
        if rng.random() < (0.05 if age > 60 else 0.004):
            person.died = random_date(rng, today - timedelta(days=800), today - timedelta(days=50))
            person.death_registered = rng.random() < 0.75
            person.dukcapil_dead = rng.random() < (0.15 if person.death_registered else 0.6)
            if not person.dukcapil_dead and rng.random() < 0.3:
                person.in_dukcapil = False
        elif person.shdk != "KEPALA KELUARGA" and rng.random() < 0.004:
            person.here = False
            person.in_dukcapil = False


def registry(rng: Random, world: World) -> Holdings:
    """The old DTKS over the world, with double entries and absent members."""
    holdings = Holdings()
    for household in world.households:
        if not world.living(household):
            continue
        chance = 0.55 if household.wealth < 0.42 else 0.16 if household.wealth < 0.7 else 0.04
        if rng.random() < chance:
            enrol(rng, world, holdings, household, len(holdings.dtks) + 1)
    return holdings


def enrol(
    rng: Random, world: World, holdings: Holdings, household: Household, number: int
) -> DtksFamily:
    """Enter a household in DTKS under `number`; newborns and late-comers are often not on it."""
    idbdt = f"{world.regency.bare}0{number:09d}"
    members = []
    for order, pid in enumerate(household.members, 1):
        person = world.persons[pid]
        if person.shdk != "KEPALA KELUARGA" and rng.random() < 0.05:
            continue
        members.append((pid, f"{world.regency.bare}00{number:07d}{order:04d}"))
    if not members:
        members = [(household.members[0], f"{world.regency.bare}00{number:07d}0001")]
    if rng.random() < 0.04:  # surveyed twice: the same person under a second member number
        pid, _ = rng.choice(members)
        members.append((pid, f"{world.regency.bare}00{number:07d}{90 + len(members):04d}"))
    kk = household.old_kk if rng.random() < 0.12 else household.kk
    family = DtksFamily(household.hid, idbdt, members, kk)
    holdings.dtks.append(family)
    return family


def livelihoods(rng: Random, world: World, holdings: Holdings, today: date) -> None:
    """Jobs, companies, electricity and vehicles; the richer, the more of each."""
    offices = (f"Dinas Kesehatan {world.regency.short}", "Polres", "Kodim", "PLN UP3",
               "Bank Kalsel", "Sekretariat Daerah", "Dinas Pendidikan", "RSUD")  # fmt: skip
    for household in world.households:
        wealth, grown = household.wealth, adults(world, household, today)
        for person in grown:
            working = today.year - person.birth.year < 63
            if rng.random() < 0.06 * wealth:
                kind = rng.choice(("PNS", "PNS", "PPPK", "TNI", "POLRI", "BUMN", "BUMD"))
                holdings.asn.append(_civil_servant(rng, person, working, kind, offices))
                person.work = "PEGAWAI NEGERI SIPIL (PNS)" if working else "PENSIUNAN"
            elif working and rng.random() < 0.05 + 0.2 * wealth:
                holdings.bpjstk.append(_worker(rng, person, wealth))
            if working and rng.random() < 0.012 * wealth + 0.002:
                holdings.ahu.append(_officer(rng, person))
        if grown and rng.random() < 0.85 and household.conditions["daya_listrik"]:
            size = int(str(household.conditions["daya_listrik"]))
            meter = 3500 if size == 2201 else size
            if size < 2200 and rng.random() < 0.02 * (1 - wealth) + 0.01:
                meter = 2200  # the meter says more than the list
            holdings.pln.append(Asset(grown[0].pid, f"22{rng.randrange(10**10):010d}", meter))
        if grown:
            _vehicles(rng, holdings, rng.choice(grown), wealth)


def _civil_servant(
    rng: Random, person: Person, working: bool, kind: str, offices: tuple[str, ...]
) -> Job:
    since = min(2025, person.birth.year + rng.randint(20, 32))
    nip = f"{person.birth:%Y%m%d}{since}{rng.randint(1, 12):02d}{1 if person.sex == 'L' else 2}"
    return Job(
        person.pid, f"{nip}{rng.randint(1, 999):03d}", rng.choice(offices),
        kind if working else "PENSIUNAN",
    )  # fmt: skip


def _worker(rng: Random, person: Person, wealth: float) -> Job:
    employers = ("PT SAWIT RAYA", "TOKO SINAR", "PT BINA TAMBANG", "CV TRANS BANUA", "KOPERASI")
    wage = round(rng.triangular(1_600_000, 3_200_000 + 3_000_000 * wealth, 2_900_000), -3)
    status = "NON AKTIF" if rng.random() < 0.22 else "AKTIF"
    number = f"{rng.randrange(10**11):011d}"
    return Job(person.pid, number, rng.choice(employers), status, int(wage))


def _officer(rng: Random, person: Person) -> Job:
    shape = rng.choice(("CV", "CV", "PT"))
    company = f"{shape} {rng.choice(('BERKAH', 'KARYA', 'MITRA', 'SUMBER'))} "
    company += f"{rng.choice(('BANUA', 'MANDIRI', 'JAYA'))} {rng.randint(1, 99)}"
    return Job(person.pid, "", company, rng.choice(("DIREKTUR", "KOMISARIS", "DIREKTUR UTAMA")))


def _vehicles(rng: Random, holdings: Holdings, owner: Person, wealth: float) -> None:
    for wheels, chance in ((2, 0.75), (4, 0.5 * wealth**3 + 0.006), (6, 0.03 * wealth)):
        if rng.random() < chance:
            plate = f"DA {rng.randint(1000, 9999)} K{rng.choice('ABCDEF')}{rng.choice('ABCDEFG')}"
            brands = ("HONDA", "YAMAHA", "SUZUKI") if wheels == 2 else ("TOYOTA", "DAIHATSU")
            holdings.kendaraan.append(
                Asset(owner.pid, plate, wheels, rng.randint(2006, 2026), rng.choice(brands))
            )


def issue_letters(
    rng: Random, world: World, holdings: Holdings, first: date, last: date, share: float
) -> None:
    """SKTM issued between two days to `share` of the households; misuse included.

    Some letters are issued to people who cannot be poor, some on the name of a dead person, some
    families hold several.
    """
    comfortable = {job.pid for job in holdings.asn}
    comfortable.update(job.pid for job in holdings.bpjstk if job.wage >= UMK)
    comfortable.update(job.pid for job in holdings.ahu)
    for household in world.households:
        grown = world.living(household)
        if not grown:
            continue
        has = comfortable.intersection(household.members)
        chance = share * (1.5 if household.wealth < 0.42 else 0.35) + (0.5 * share if has else 0)
        for _ in range(3):
            if rng.random() > chance:
                break
            holder = rng.choice(grown)
            issued = random_date(rng, first, last)
            holdings.letters.append(letter(rng, household, holder, issued))
    for person in world.persons:
        if person.died and person.death_registered and rng.random() < share:
            household = world.households[person.hid]
            issued = random_date(rng, max(first, person.died - timedelta(days=200)), last)
            holdings.letters.append(letter(rng, household, person, issued))


def borrowed_names(rng: Random, world: World, holdings: Holdings, today: date) -> None:
    """A few poor holders of fresh SKTM whose names stand as directors: a case for review only."""
    taken = {job.pid for job in (*holdings.asn, *holdings.bpjstk, *holdings.ahu)}
    taken.update(asset.pid for asset in holdings.pln if asset.size >= 2200)
    taken.update(asset.pid for asset in holdings.kendaraan if asset.size >= 4)
    wanted = 1 + len(world.households) // 400
    for one in holdings.letters:
        holder = world.persons[one.pid]
        household = world.households[holder.hid]
        clean = not taken.intersection(household.members) and household.wealth < 0.42
        grown = today.year - holder.birth.year >= 20 and holder.died is None
        if clean and grown and (today - one.issued).days < 150:
            holdings.ahu.append(_officer(rng, holder))
            wanted -= 1
        if wanted == 0:
            return


def letter(rng: Random, household: Household, holder: Person, issued: date) -> Letter:
    """One SKTM; a third of the letters state until when they hold."""
    until = None
    if rng.random() < 0.33:
        until = issued + timedelta(days=rng.choice((30, 90, 180, 365)))
    number = f"400.9/{rng.randint(1, 400):03d}/SKTM/{issued:%m/%Y}"
    return Letter(holder.pid, household.village, number, issued, until, rng.choice(PURPOSES))

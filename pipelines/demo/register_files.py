"""The registers of the offices: civil registry, letters, jobs, deaths, assets, complaints.

Column names and layouts follow CONTRACT.md; SIAK's 37 columns follow the civil registry's list.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipelines.demo.exports import SEX, SIAK
from pipelines.demo.holdings import Asset, Holdings, Job, Letter
from pipelines.demo.noise import Corruptor, Written, is_no_value
from pipelines.demo.people import expectation
from pipelines.demo.rendering import Cell, Line, Mark, Outbox, Sheet, not_data
from pipelines.demo.world import Household, Person, World
from pipelines.domain.numbers import thousands


def mark(
    person: Person,
    role: str,
    nik: Written,
    name: Written,
    birth: Written | None = None,
    expect: str | None = None,
) -> Mark:
    """The mark of a register row about `person`."""
    if expect is None:
        by_date = birth.value if birth else ""
        expect = expectation(str(name.value), str(nik.value), by_date)
    return Mark(
        role=role, person=person.pid, household=person.hid, expect=expect,
        nik_ok=nik.value == person.nik, nik_kind="" if nik.value == person.nik else nik.kind,
        name_kind=name.kind, dob_kind=birth.kind if birth else "",
    )  # fmt: skip


def _day(value: str | date, form: str) -> str:
    return value if isinstance(value, str) else value.strftime(form)


def dukcapil(
    rng: Random, out: Outbox, world: World, stamp: str, noise: float, kk_of: dict[int, str]
) -> None:
    """The SIAK list: right NIK and names nearly always; `kk_of` overrides the KK of people whose
    new card was recorded after the extract."""
    errors = Corruptor(rng, "dukcapil", noise)
    names = SIAK.split(",")
    lines = [Line(list(names))]
    for person in world.persons:
        if not person.in_dukcapil:
            continue
        household = world.households[person.hid]
        village = world.village(household)
        name = errors.name(person.nama, person.sex)
        given: dict[str, Cell] = {
            "Nomor KK": kk_of.get(person.pid, household.kk), "NIK": person.nik,
            "Nama Penduduk": name.value,
            "Status": ("MENINGGAL" if person.pid % 2 else "MATI") if person.dukcapil_dead
            else "HIDUP",
            "Tempat Lahir": person.birthplace, "Tanggal Lahir": _day(person.birth, "%d-%m-%Y"),
            "Kelamin": SEX[person.sex][1], "NIK Ayah": person.nik_ayah, "Ayah": person.ayah,
            "NIK Ibu": person.nik_ibu, "Ibu": person.ibu, "Status Kawin": person.marital,
            "SHDK": person.shdk, "Agama": "ISLAM", "Kecamatan": village.district.upper(),
            "Desa/Kel": village.name.upper(), "Alamat": f"JL. {household.street}",
            "RW": f"{household.rw:03d}", "RT": f"{household.rt:03d}",
            "Pendidikan": person.education, "Pekerjaan": person.work,
            "Gol. Darah": "TIDAK TAHU",
        }  # fmt: skip
        row = mark(person, "person", Written(person.nik), name, Written(person.birth))
        lines.append(Line([given.get(n) for n in names], row))
    out.text(f"SIAK_PENDUDUK_{world.regency.bare}_{stamp}.csv", lines, "csv")


def sktm(seed: int, out: Outbox, world: World, letters: list[Letter], noise: float) -> None:
    """The regency's SKTM register, one sheet, titled; a letter's row is the same every month."""
    errors = Corruptor(Random(seed), "sktm", noise)
    lines = [
        Line(["REGISTER SURAT KETERANGAN TIDAK MAMPU"]),
        Line([f"DINAS SOSIAL {world.regency.name.upper()}"]),
        Line([]),
        Line(["No", "Nomor Surat", "Tanggal Surat", "NIK", "No. KK", "Nama", "Tanggal Lahir",
              "L/P", "Alamat", "RT", "RW", "Desa", "Kecamatan", "Keperluan", "Berlaku Sampai"]),
    ]  # fmt: skip
    for number, letter in enumerate(letters, 1):
        rng = errors.about(seed, "sktm", letter.number, letter.pid)
        person = world.persons[letter.pid]
        household = world.households[person.hid]
        village = world.regency.villages[letter.village]
        nik, name, birth = errors.identity(person)
        kk = errors.kk(household.kk)
        born: Cell = birth.value
        if isinstance(born, date) and rng.random() < 0.5:
            born = _day(born, rng.choice(("%d-%m-%Y", "%d/%m/%Y")))
        title = str(name.value)
        lines.append(
            Line([number, letter.number, letter.issued, nik.value, kk.value,
                  title.title() if rng.random() < 0.3 else title, born, person.sex,
                  rng.choice((f"Jl. {household.street.title()}", f"RT {household.rt:03d}")),
                  f"{household.rt:03d}", f"{household.rw:03d}", village.name, village.district,
                  letter.purpose, letter.until],
                 mark(person, "certificate", nik, name, birth, expect="accepted"))
        )  # fmt: skip
    out.workbook(f"Register SKTM {out.account.period}.xlsx", [Sheet("Register", lines)], "xlsx")


def asn(rng: Random, out: Outbox, world: World, jobs: list[Job], stamp: str, noise: float) -> None:
    """Civil servants, TNI/Polri, BUMN/BUMD, pensioners."""
    errors = Corruptor(rng, "asn", noise)
    lines = [
        Line(["DAFTAR ASN, TNI/POLRI, BUMN/BUMD DAN PENSIUNAN"]),
        Line([world.regency.name.upper()]),
        Line([]),
        Line(["NIP", "NIK", "Nama", "Tanggal Lahir", "Instansi", "Jenis"]),
    ]
    for job in jobs:
        person = world.persons[job.pid]
        nik, name, _ = errors.identity(person)
        born = _day(person.birth, "%d-%m-%Y")
        lines.append(
            Line([job.number, nik.value, name.value, born, job.place, job.kind],
                 mark(person, "person", nik, name, Written(person.birth)))
        )  # fmt: skip
    out.workbook(f"Data ASN TNI Polri BUMN {stamp}.xlsx", [Sheet("Sheet1", lines)], "xlsx")


def bpjstk(
    rng: Random, out: Outbox, world: World, jobs: list[Job], stamp: str, noise: float
) -> None:
    """Workers with their reported wage."""
    errors = Corruptor(rng, "bpjstk", noise)
    lines = [Line("no_peserta nik nama tanggal_lahir upah pemberi_kerja status".split())]
    for job in jobs:
        person = world.persons[job.pid]
        nik, name, birth = errors.identity(person)
        lines.append(
            Line([job.number, nik.value, name.value, _day(birth.value, "%Y-%m-%d"),
                  thousands(job.wage), job.place, job.kind],
                 mark(person, "person", nik, name, birth))
        )  # fmt: skip
    out.text(f"BPJSTK_{world.regency.short.upper()}_{stamp}.csv", lines, "csv", sep=";")


def ahu(rng: Random, out: Outbox, world: World, jobs: list[Job], stamp: str, noise: float) -> None:
    """Company officers."""
    errors = Corruptor(rng, "ahu", noise)
    lines = [Line(["NIK", "Nama", "Badan Usaha", "Jabatan"])]
    for job in jobs:
        person = world.persons[job.pid]
        nik, name, _ = errors.identity(person)
        lines.append(
            Line([nik.value, name.value, job.place, job.kind],
                 mark(person, "person", nik, name, expect="accepted"))
        )  # fmt: skip
    out.workbook(f"AHU pengurus badan usaha {stamp}.xlsx", [Sheet("Sheet1", lines)], "xlsx")


def kematian(seed: int, out: Outbox, world: World, last: date, noise: float) -> None:
    """The death register up to `last`, oldest first."""
    errors = Corruptor(Random(seed), "kematian", noise)
    dead = [(p.died, p.pid) for p in world.persons if p.died and p.death_registered]
    lines = [
        Line(["REGISTER AKTA KEMATIAN"]),
        Line([]),
        Line(["NIK", "Nama", "Tanggal Lahir", "Tanggal Meninggal", "No Akta"]),
    ]
    for died, pid in sorted(dead):
        if died > last:
            continue
        rng = errors.about(seed, "kematian", pid)
        person = world.persons[pid]
        nik, name, birth = errors.identity(person)
        act = f"{world.regency.bare}-KM-{rng.randrange(10**5):05d}"
        lines.append(
            Line([nik.value, name.value, _day(birth.value, "%d/%m/%Y"), died, act],
                 mark(person, "person", nik, name, birth))
        )  # fmt: skip
    lines += [Line([]), Line([None, "Petugas Registrasi"], not_data("signature"))]
    out.workbook(f"Register kematian {out.account.period}.xlsx", [Sheet("Sheet1", lines)], "xlsx")


def _asset_line(
    errors: Corruptor, person: Person, before: list[Cell], address: list[Cell], after: list[Cell]
) -> Line:
    nik, name, _ = errors.identity(person)
    expect = "rejected" if not name.value and is_no_value(nik.value) else "accepted"
    row = mark(person, "asset", nik, name, expect=expect)
    return Line([*before, nik.value, name.value, *address, *after], row)


def pln(
    rng: Random, out: Outbox, world: World, assets: list[Asset], stamp: str, noise: float
) -> None:
    """Electricity customers; more than a third without NIK."""
    errors = Corruptor(rng, "pln", noise)
    lines = [Line(["id_pelanggan", "nik", "nama", "alamat", "desa", "daya_va"])]
    for asset in assets:
        person = world.persons[asset.pid]
        home = world.households[person.hid]
        place = world.village(home).name.upper()
        address = f"JL {home.street} NO {home.house_no} RT {home.rt}"
        lines.append(
            _asset_line(errors, person, [asset.number], [address, place], [str(asset.size)])
        )
    out.text(f"PLN_pelanggan_{stamp}.csv", lines, "csv")


def kendaraan(
    rng: Random, out: Outbox, world: World, assets: list[Asset], stamp: str, noise: float
) -> None:
    """Vehicles by plate; the address names village and RT only."""
    errors = Corruptor(rng, "kendaraan", noise)
    lines = [Line(["nopol", "nik", "nama", "alamat", "roda", "tahun", "merek"])]
    for asset in assets:
        person = world.persons[asset.pid]
        home = world.households[person.hid]
        address = f"{world.village(home).name.upper()} RT {home.rt}"
        tail: list[Cell] = [str(asset.size), str(asset.year), asset.brand]
        lines.append(_asset_line(errors, person, [asset.number], [address], tail))
    out.text(f"SAMSAT_kendaraan_{stamp}.csv", lines, "csv", sep=";", encoding="utf-8-sig")


COMPLAINTS = (
    ("Bansos tidak cair", "Bantuan belum diterima sejak bulan lalu"),
    ("Sanggah kelayakan", "Ada warga mampu yang menerima bantuan"),
    ("Syarat pendaftaran", "Mohon penjelasan syarat mendaftar DTKS"),
    ("Belum terdata", "Kami belum pernah didata petugas"),
)


def aduan(rng: Random, out: Outbox, world: World, first: date, noise: float) -> None:
    """Complaints of the month, from random adults, often without NIK."""
    errors = Corruptor(rng, "aduan", noise)
    grown: list[tuple[Person, Household]] = [
        (person, world.households[person.hid])
        for person in world.persons
        if person.died is None and person.here and first.year - person.birth.year > 20
    ]
    heads: list[Cell] = ["Nomor", "Tanggal", "Kanal", "Kategori", "NIK", "Nama", "Desa", "Isi"]
    lines = [Line(["REKAP PENGADUAN MASYARAKAT"]), Line([]), Line(heads)]
    for number in range(1, max(6, len(world.households) // 100) + 1):
        person, household = rng.choice(grown)
        nik, name, _ = errors.identity(person)
        topic, text = rng.choice(COMPLAINTS)
        day = first + timedelta(days=rng.randint(0, 26))
        channel = rng.choice(("Telepon", "SP4N-LAPOR", "Loket", "WhatsApp"))
        lines.append(
            Line([f"ADU-{first:%Y%m}-{number:03d}", day, channel, topic, nik.value, name.value,
                  world.village(household).name, text],
                 mark(person, "complaint", nik, name, expect="accepted"))
        )  # fmt: skip
    out.workbook(f"Rekap aduan {out.account.period}.xlsx", [Sheet("Sheet1", lines)], "xlsx")


def slow_registers(
    rng: Random,
    outboxes: dict[str, Outbox],
    world: World,
    holdings: Holdings,
    stamp: str,
    noise: float,
) -> None:
    """The registers that offices send once and then carry forward."""
    asn(rng, outboxes["asn"], world, holdings.asn, stamp, noise)
    bpjstk(rng, outboxes["bpjstk"], world, holdings.bpjstk, stamp, noise)
    ahu(rng, outboxes["ahu"], world, holdings.ahu, stamp, noise)
    pln(rng, outboxes["pln"], world, holdings.pln, stamp, noise)
    kendaraan(rng, outboxes["kendaraan"], world, holdings.kendaraan, stamp, noise)

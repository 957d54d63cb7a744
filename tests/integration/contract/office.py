"""An office's inbox written family by family, and what came out of it.

Tests of the contract see the product only from outside: they write files, run the month and read
`out/<period>/`. Everybody here is invented; names are composed so that no two people are alike
unless a test wants them to be.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.office.creating import create_workspace
from pipelines.office.workspace import Workspace
from pipelines.run.month import run_month

REGION = "63.05"
PERIOD = "2026-10"
BINUANG, TATAKAN = "63.05.01.1001", "63.05.02.2001"
VILLAGES = {
    BINUANG: ("BINUANG", "BINUANG"),
    TATAKAN: ("SUATO TATAKAN", "TAPIN SELATAN"),
}
COMFORTABLE = {
    "tempat_tinggal": "ada", "kk_tidak_bekerja": "tidak", "khawatir_pangan": "tidak",
    "pangan_lebih_separuh": "tidak", "tidak_beli_pakaian": "tidak", "lantai": "1", "dinding": "1",
    "jamban": "1", "daya_listrik": "1300",
}  # fmt: skip
POOR = {**COMFORTABLE, "kk_tidak_bekerja": "ya", "lantai": "8", "daya_listrik": "450"}
COLUMNS = {
    "usulan-desa": [
        "no_kk", "nik", "nama", "jenis_kelamin", "tempat_lahir", "tanggal_lahir",
        "hubungan_keluarga", "alamat", "rt", "rw", "desa", "kecamatan", *COMFORTABLE,
    ],
    "dukcapil": [
        "Nomor KK", "NIK", "Nama Penduduk", "Status", "Tempat Lahir", "Tanggal Lahir", "Kelamin",
        "SHDK", "Kecamatan", "Desa/Kel", "Alamat", "RW", "RT",
    ],
    "dtks": [
        "IDBDT", "IDARTBDT", "Nama", "JnsKel", "TmpLahir", "TglLahir", "NIK", "NoKK", "Hub_KRT",
    ],
    "dtks ruta": ["IDBDT", "NamaKRT", "Alamat", "Jumlah_ART"],
    "dtsen keluarga": ["nomor_kartu_keluarga", "nama_kepala_keluarga", "desil_nasional"],
    "dtsen anggota": [
        "nomor_induk_kependudukan", "nomor_kartu_keluarga", "nama", "tanggal_lahir",
        "jenis_kelamin", "hubungan_keluarga",
    ],
    "sktm": [
        "nomor_surat", "tanggal_surat", "nik", "no_kk", "nama", "tanggal_lahir", "jenis_kelamin",
        "alamat", "rt", "rw", "desa", "kecamatan", "keperluan", "berlaku_sampai",
    ],
    "asn": ["nip", "nik", "nama", "tanggal_lahir", "instansi", "jenis"],
    "bpjstk": ["no_peserta", "nik", "nama", "tanggal_lahir", "upah", "pemberi_kerja", "status"],
    "ahu": ["nik", "nama", "badan_usaha", "jabatan"],
    "kematian": ["nik", "nama", "tanggal_lahir", "tanggal_meninggal", "no_akta"],
    "pln": ["id_pelanggan", "nik", "nama", "alamat", "desa", "daya_va"],
    "kendaraan": ["nopol", "nik", "nama", "alamat", "roda", "tahun", "merek"],
    "bansos": ["program", "periode", "nik", "no_kk", "nama", "alamat", "desa", "nominal"],
    "aduan": ["nomor", "tanggal", "kanal", "kategori", "nik", "nama", "desa", "isi"],
}  # fmt: skip
MEN = "HAMDAN ARSYAD JUMBERI KASPUL MURJANI FIRDAUS SAMSUDIN BUSTANI GAFURI TARMIZI".split()
WOMEN = (
    "RUSDIANA MASTURA HALIMAH BADARIAH KHADIJAH NURLINA SALASIAH JUMRIAH FATIMAH ZURAIDA".split()
)
SECOND = (
    "PRAYOGI KURNIAWAN LESMANA WIDODO EFFENDI MAULIDI ROSADI GUNADI SUBARKAH HERMANTO "
    "BAKHTIAR SYARWANI DJUNAIDI MUKARRAM PERMADI TAUFIQURRAHMAN NASRULLAH WIRAWAN ZAINUDDIN "
    "HASBULLAH RAMLI FIRMANSYAH ANWARI MUSLIMIN KOMARUDIN SUPRIADI BADRUN YULIANSYAH LATIF OMAR"
).split()
THIRD = "ALFIAN BUDIMAN CENDANA DARMAWI ELFIAN FAHREZI GINANJAR HIKMAT ISKANDAR LUKMAN".split()
STREETS = "MELATI KENANGA DAHLIA PERINTIS VETERAN PELITA MERDEKA CEMPAKA RAMBUTAN HASAN".split()


@dataclass(frozen=True)
class Person:
    """Someone as Dukcapil knows them."""

    nik: str
    kk: str
    nama: str
    sex: str
    born: date
    shdk: str
    street: str
    rt: str
    village: str

    @property
    def place(self) -> tuple[str, str]:
        return VILLAGES[self.village]


@dataclass(frozen=True)
class Where:
    """The place of one written row, as `records.parquet` gives it."""

    file: str
    row: int


@dataclass
class Office:
    """A workspace under construction; `out` reads what a run of it gave."""

    root: Path
    period: str = PERIOD
    files: dict[str, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    people: int = 0

    @cached_property
    def workspace(self) -> Workspace:
        place = create_workspace(self.root, REGION)
        # most cases are about either registry; which of them decides has tests of its own
        settings = place.config_file.read_text("utf-8")
        place.config_file.write_text(
            settings.replace('decides = "auto"', 'decides = "both"'), "utf-8"
        )
        return place

    # people

    def person(
        self,
        kk: str | None = None,
        *,
        sex: str = "L",
        shdk: str = "KEPALA KELUARGA",
        year: int = 1975,
        village: str = BINUANG,
        like: Person | None = None,
        **values: Any,
    ) -> Person:
        """Someone new: a name and birth date of their own, a NIK that fits; `like` a relative
        shares KK, street, RT and village. `values` replace what would be made up."""
        n = self.people = self.people + 1
        given = MEN if sex == "L" else WOMEN
        nama = f"{given[n % 10]} {SECOND[n // 10 % 30]} {THIRD[(n * 7 + n // 10 + n // 300) % 10]}"
        born = date(year, n % 12 + 1, (n * 5) % 27 + 1)
        day = born.day + (40 if sex == "P" else 0)
        made = Person(
            nik=f"630501{day:02}{born:%m%y}{n:04}",
            kk=kk or (like.kk if like else kk_of(n, date(2012, 3, n % 28 + 1))),
            nama=nama,
            sex=sex,
            born=born,
            shdk=shdk,
            street=like.street if like else f"JL {STREETS[n // 7 % 10]}",
            rt=like.rt if like else str(n % 6 + 1),
            village=like.village if like else village,
        )
        return replace(made, **values)

    def couple(self, **values: Any) -> tuple[Person, Person]:
        """A husband who is head of the family, and his wife; both in Dukcapil."""
        head = self.person(**values)
        wife = self.person(like=head, sex="P", shdk="ISTRI", year=1979)
        self.dukcapil(head)
        self.dukcapil(wife)
        return head, wife

    def neighbours(self, village: str, count: int) -> None:
        """People in Dukcapil only, so that short lists are not population lists."""
        for _ in range(count):
            self.dukcapil(self.person(village=village))

    # rows

    def write(self, source: str, values: dict[str, Any], file: str, table: str = "") -> Where:
        """One row of a source file; columns that are not given are empty."""
        names = COLUMNS[table or source]
        assert values.keys() <= set(names), values.keys() - set(names)
        path = f"{self.period}/{source}/{file}"
        if not self.files[path]:
            self.files[path].append(names)
        self.files[path].append([str(values.get(name, "")) for name in names])
        return Where(path, len(self.files[path]))

    def usulan(
        self,
        p: Person,
        indicators: dict[str, str] | None = None,
        *,
        file: str = "Usulan Binuang.csv",
        village: str | None = None,
        **values: Any,
    ) -> Where:
        """A row of a village's list of poor households."""
        desa, kecamatan = VILLAGES[village or p.village]
        row = {
            "no_kk": p.kk, "nik": p.nik, "nama": p.nama, "jenis_kelamin": p.sex,
            "tanggal_lahir": dmy(p.born), "hubungan_keluarga": p.shdk, "alamat": p.street,
            "rt": p.rt, "rw": "1", "desa": desa, "kecamatan": kecamatan, **(indicators or {}),
        }  # fmt: skip
        return self.write("usulan-desa", row | values, file)

    def propose(self, *people: Person, indicators: dict[str, str] = POOR, **values: Any) -> None:
        for p in people:
            self.usulan(p, indicators, **values)

    def dukcapil(self, p: Person, status: str = "HIDUP", file: str = "SIAK.csv") -> Where:
        row = {
            "Nomor KK": p.kk, "NIK": p.nik, "Nama Penduduk": p.nama, "Status": status,
            "Tanggal Lahir": dmy(p.born), "Kelamin": p.sex, "SHDK": p.shdk, "Alamat": p.street,
            "RT": p.rt, "RW": "1", "Desa/Kel": p.place[0], "Kecamatan": p.place[1],
        }  # fmt: skip
        return self.write("dukcapil", row, file)

    def dtks(
        self, p: Person, idartbdt: str | None = None, file: str = "ART.csv", **values: Any
    ) -> Where:
        row = {
            "IDBDT": f"B{p.kk[-8:]}", "IDARTBDT": idartbdt or f"A{p.nik[-8:]}", "Nama": p.nama,
            "JnsKel": "1" if p.sex == "L" else "2", "TglLahir": dmy(p.born), "NIK": p.nik,
            "NoKK": p.kk, "Hub_KRT": {"KEPALA KELUARGA": "1", "ISTRI": "2"}.get(p.shdk, "3"),
        }  # fmt: skip
        return self.write("dtks", row | values, file)

    def dtsen(self, desil: int, *people: Person, kk: str | None = None) -> None:
        """A DTSEN family with its members."""
        family = {
            "nomor_kartu_keluarga": kk or people[0].kk, "nama_kepala_keluarga": people[0].nama,
            "desil_nasional": desil,
        }  # fmt: skip
        self.write("dtsen", family, "keluarga_dtsen.csv", "dtsen keluarga")
        for p in people:
            member = {
                "nomor_induk_kependudukan": p.nik, "nomor_kartu_keluarga": kk or p.kk,
                "nama": p.nama, "tanggal_lahir": dmy(p.born), "jenis_kelamin": p.sex,
                "hubungan_keluarga": p.shdk,
            }  # fmt: skip
            self.write("dtsen", member, "anggota_dtsen.csv", "dtsen anggota")

    def sktm(self, p: Person, issued: str = "01-09-2026", until: str = "", **values: Any) -> Where:
        number = len(self.files[f"{self.period}/sktm/Register SKTM.csv"])
        row = {
            "nomor_surat": f"400/{number:03}/KSR", "tanggal_surat": issued, "nik": p.nik,
            "no_kk": p.kk, "nama": p.nama, "tanggal_lahir": dmy(p.born), "jenis_kelamin": p.sex,
            "alamat": p.street, "rt": p.rt, "rw": "1", "desa": p.place[0],
            "kecamatan": p.place[1], "keperluan": "Sekolah", "berlaku_sampai": until,
        }  # fmt: skip
        return self.write("sktm", row | values, "Register SKTM.csv")

    def register(self, source: str, p: Person, **values: Any) -> Where:
        """A row of a register about people or assets that carries the person's NIK and name."""
        file = f"{source}.csv"
        number = len(self.files[f"{self.period}/{source}/{file}"]) + 1
        names = COLUMNS[source]
        row = {
            "nik": p.nik, "nama": p.nama, "tanggal_lahir": dmy(p.born), "no_kk": p.kk,
            "alamat": f"{p.street} RT {p.rt}", "desa": p.place[0], "nip": f"1975{number:014}",
            "no_peserta": f"K{number:08}", "id_pelanggan": f"22{number:010}",
            "nopol": f"DA {1000 + number} KX", "no_akta": f"6305-KM-{number:04}",
        }  # fmt: skip
        return self.write(source, {k: v for k, v in row.items() if k in names} | values, file)

    # the run

    def save(self) -> None:
        """Write the files into the inbox, each time it is called."""
        for path, rows in self.files.items():
            file = self.workspace.inbox / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("w", newline="", encoding="utf-8") as text:
                csv.writer(text, delimiter=";").writerows(rows)

    def configure(self, line: str, instead: str) -> None:
        """Write `instead` for a line of padan.toml."""
        file = self.workspace.config_file
        text = file.read_text(encoding="utf-8")
        assert text.count(f"\n{line}\n") == 1
        file.write_text(text.replace(f"\n{line}\n", f"\n{instead}\n"), encoding="utf-8")

    def run(self) -> Output:
        """Save and run the period."""
        self.save()
        run_month(self.workspace, self.period)
        return Output(self.workspace.out(self.period))

    def next_month(self, period: str) -> None:
        """Go on to a later period with no files yet; people and numbering go on."""
        self.period = period
        self.files = defaultdict(list)


@dataclass(frozen=True)
class Output:
    """What a run published for a period."""

    folder: Path

    def table(self, name: str) -> pl.DataFrame:
        return pl.read_parquet(self.folder / f"{name}.parquet")

    @cached_property
    def records(self) -> pl.DataFrame:
        return self.table("records")

    @cached_property
    def flags(self) -> pl.DataFrame:
        return self.table("flags")

    @cached_property
    def report(self) -> dict[str, Any]:
        return json.loads((self.folder / "report.json").read_text(encoding="utf-8"))

    def record(self, where: Where) -> dict[str, Any]:
        """The one row of records.parquet about a written row."""
        found = self.records.filter(file=where.file, row=where.row)
        assert found.height == 1, f"{found.height} records for {where}"
        return found.row(0, named=True)

    def household(self, p: Person) -> str:
        """Today's household of a person whom some row names with their NIK."""
        persons = self.table("persons").filter(nik=p.nik)
        assert persons.height == 1, f"{persons.height} persons bear the NIK"
        return str(persons["household_id"][0])

    def person_id(self, p: Person) -> str:
        return str(self.table("persons").filter(nik=p.nik)["person_id"][0])

    def flags_of(self, *people: Person, state: str | None = None) -> dict[str, dict[str, Any]]:
        """Standing flags on the households of these people, by kind; or those of one state."""
        households = {self.household(p) for p in people}
        chosen = self.flags.filter(pl.col("household_id").is_in(households))
        chosen = (
            chosen.filter(pl.col("state") != "resolved")
            if state is None
            else chosen.filter(state=state)
        )
        return {row["kind"]: row for row in chosen.iter_rows(named=True)}


def kk_of(serial: int, recorded: date) -> str:
    """A KK number issued in Binuang on a day."""
    return f"630501{recorded:%d%m%y}{serial:04}"


def dmy(day: date) -> str:
    return f"{day:%d-%m-%Y}"

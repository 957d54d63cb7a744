"""Rows about people as a village types them: identifiers with errors, dates and codes in its style.

A row is a dictionary of the contract's canonical columns; the layouts order and title them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from pipelines.demo.listings import Listed, VillageList
from pipelines.demo.noise import Corruptor, Written, is_no_value, misspell_place, spoil_name
from pipelines.demo.rendering import Cell, Mark
from pipelines.demo.world import CRITERIA, Person, World
from pipelines.domain.dates import date_words
from pipelines.domain.villages import Village

SHDK_CODES = {
    "KEPALA KELUARGA": "1", "SUAMI": "2", "ISTRI": "3", "ANAK": "4", "MENANTU": "5", "CUCU": "6",
    "ORANGTUA": "7", "MERTUA": "8", "FAMILI LAIN": "9",
}  # fmt: skip
"""OpenSID's and SIAK's codes of the relation to the head (kk_level)."""

FLOORS = ("Marmer/granit", "Keramik", "Parket/vinil/karpet", "Ubin/tegel/teraso", "Kayu/papan",
          "Semen/bata merah", "Bambu", "Tanah", "Lainnya")  # fmt: skip
WALLS = ("Tembok", "Plesteran anyaman bambu/kawat", "Kayu/papan/Gypsum/GRC/Calciboard",
         "Anyaman bambu", "Batang kayu", "Bambu", "Lainnya")  # fmt: skip
LATRINES = (
    "Ada, digunakan hanya Anggota Keluarga sendiri",
    "Ada, digunakan bersama Anggota Keluarga dari rumah tangga tertentu",
    "Ada, di MCK komunal",
    "Ada, di MCK umum/siapapun menggunakan",
    "Ada, Anggota Keluarga tidak menggunakan",
    "Tidak ada fasilitas",
)
"""Labels of items 303, 304 and 309a of Regsosek 2022-K, in the order of their codes from 1."""

YES_NO = {
    "ya": ("Ya", "Tidak"), "YA": ("YA", "TIDAK"), "yt": ("Y", "T"), "12": ("1", "2"),
    "10": ("1", "0"), "tick": ("V", ""),
}  # fmt: skip


@dataclass(frozen=True)
class Style:
    """How one village writes."""

    dates: str
    upper: bool
    sex: tuple[str, str]
    shdk: str
    yes_no: str
    codes: bool
    every_row: bool
    pad: int
    numbers: bool
    """Whether a number that Excel took for one stands in a numeric cell."""


@dataclass(frozen=True)
class PersonRow:
    """A row about a person: canonical values, what it truly is, and how it opens a family."""

    values: dict[str, Cell]
    mark: Mark
    first: bool
    family: Listed


@dataclass
class Shown:
    """What a list says of one family, for the truth: accepted people and their conditions."""

    village: str
    day: int
    people: list[int]
    guests: list[int]
    conditions: dict[str, object] | None
    population: bool = False
    kk_firm: dict[int, str] = field(default_factory=dict)


def style(rng: Random, workbook: bool) -> Style:
    """A random way of writing."""
    dates = ("excel", "excel", "dmy-", "dmy/", "words") if workbook else ("dmy-", "dmy/", "iso")
    return Style(
        dates=rng.choice((*dates, "dmyy")),
        upper=rng.random() < 0.5,
        sex=rng.choice((("L", "P"), ("1", "2"), ("LAKI-LAKI", "PEREMPUAN"),
                        ("Laki-laki", "Perempuan"), ("Lk", "Pr"))),
        shdk=rng.choice(("code", "upper", "title")),
        yes_no=rng.choice(sorted(YES_NO)),
        codes=rng.random() < 0.5,
        every_row=rng.random() < 0.4,
        pad=rng.choice((1, 2, 3)),
        numbers=workbook,
    )  # fmt: skip


def write_date(rng: Random, value: str | date, how: str, period_year: int) -> Cell:
    """A date in the village's way; one in twelve as text of another kind."""
    if isinstance(value, str):
        return value
    if how == "excel" and rng.random() < 0.08:
        how = "dmy/"
    if how == "excel":
        return value
    if how == "words":
        return date_words(value)
    if how == "dmyy":
        # two digits mean the latest date not after the period: no use for a centenarian
        if value.year <= period_year - 99:
            return f"{value:%d/%m/%Y}"
        return f"{value.day}/{value.month}/{value:%y}"
    return f"{value:{ {'dmy-': '%d-%m-%Y', 'dmy/': '%d/%m/%Y', 'iso': '%Y-%m-%d'}[how] }}"


def expectation(name: str, nik: Cell, birth: str | date) -> str:
    """Whether the row identifies anybody: a name, and a NIK or a birth date."""
    if not name or (is_no_value(nik) and birth == ""):
        return "rejected"
    if is_no_value(nik) and isinstance(birth, str):
        return "either"  # a birth date that is none, and nothing else
    return "accepted"


def number_cell(text: str, kind: str, numbers: bool) -> Cell:
    """The cell of a NIK or KK: a number where Excel rounded it, text else."""
    if kind == "exc16" and numbers:
        return int(text)
    return text


class Scribe:
    """Writes one village's people."""

    def __init__(
        self, rng: Random, world: World, village: Village, how: Style, noise: float, year: int
    ) -> None:
        self.rng, self.world, self.village, self.how = rng, world, village, how
        self.errors = Corruptor(rng, "usulan-desa", noise)
        self.noise, self.year = noise, year

    def rows(self, entry: VillageList, shown: list[Shown]) -> list[PersonRow]:
        """All rows of a list, RT by RT; appends to `shown` what the list says."""
        households = self.world.households
        families = sorted(
            entry.families, key=lambda f: (households[f.hid].rt, households[f.hid].rw, f.hid)
        )
        rows: list[PersonRow] = []
        for listed in families:
            part = self._family(listed)
            rows.extend(part)
            people = [r.mark.person for r in part if r.mark.expect != "rejected"]
            stated: dict[str, object] | None = None
            if not entry.population:
                stated = self._understood(listed.conditions)
            if part[0].mark.expect == "rejected" and not self.how.every_row:
                stated = dict.fromkeys(listed.conditions)
            shown.append(
                Shown(self.village.code, entry.day, [p for p in people if p is not None],
                      listed.guests, stated, entry.population,
                      {p: listed.kk for p in people if p is not None} if listed.firm_kk else {})
            )  # fmt: skip
        return rows

    def _understood(self, given: dict[str, object]) -> dict[str, object]:
        """What a reader makes of the conditions: among ticks, a blank says no where anything else
        of the household is given (CONTRACT.md, indicator columns)."""
        if self.how.yes_no != "tick" or all(value is None for value in given.values()):
            return given
        return {k: False if k in CRITERIA and v is None else v for k, v in given.items()}

    def _family(self, listed: Listed) -> list[PersonRow]:
        rng, persons = self.rng, self.world.persons
        household = self.world.households[listed.hid]
        kk = self.errors.kk(listed.kk)
        if listed.firm_kk:
            kk = Written(listed.kk)
        address = self._address(household.street, household.house_no, household.rt)
        rows = []
        for order, pid in enumerate(listed.people):
            person = persons[pid]
            relative = persons[listed.people[order - 1]].nik if order else ""
            nik, name, birth = self.errors.identity(person, relative, self.village.digits)
            shown_kk: Cell = str(kk.value)
            shown_nik: Cell = number_cell(str(nik.value), nik.kind, self.how.numbers)
            if nik.kind == "swap" and shown_kk and not listed.firm_kk:
                shown_nik, shown_kk = shown_kk, person.nik
            elif nik.kind == "shift" and order + 1 < len(listed.people):
                shown_nik = persons[listed.people[order + 1]].nik
            title = str(name.value)
            if rng.random() < 0.0015 * self.noise:
                title = ""
            values: dict[str, Cell] = {
                "no_kk": shown_kk,
                "nik": self._dress(shown_nik, nik.kind),
                "nama": title if self.how.upper else title.title(),
                "jenis_kelamin": self.how.sex[0 if person.sex == "L" else 1],
                "tempat_lahir": person.birthplace,
                "tanggal_lahir": write_date(rng, birth.value, self.how.dates, self.year),
                "hubungan_keluarga": self._relation(person),
                "nama_ibu_kandung": self._mother(person),
                "alamat": address,
                "rt": str(household.rt).zfill(self.how.pad),
                "rw": str(household.rw).zfill(self.how.pad),
                "dusun": f"DUSUN {household.dusun}",
                "kode_desa": self.village.code if self.how.codes else self.village.digits,
                "desa": misspell_place(rng, self.village.name) if rng.random() < 0.01 * self.noise
                else self.village.name,
                "kecamatan": self.village.district,
                "pekerjaan": person.work,
                "disabilitas": "Tidak",
                "hamil": "",
            }  # fmt: skip
            if order == 0 or self.how.every_row:
                values.update(self.conditions(listed.conditions))
            mark = Mark(
                role="person", person=pid, household=person.hid,
                expect=expectation(title, shown_nik, birth.value), nik_ok=shown_nik == person.nik,
                nik_kind="" if shown_nik == person.nik else nik.kind,
                name_kind=name.kind, dob_kind=birth.kind,
            )  # fmt: skip
            rows.append(PersonRow(values, mark, order == 0, listed))
        return rows

    def _address(self, street: str, number: str, rt: int) -> str:
        return self.rng.choice(
            (f"JL. {street} NO. {number}", f"JL. {street} RT {rt}", f"{street.title()} RT.{rt}",
             f"JL {street} NO {number} RT {rt:02d}")
        )  # fmt: skip

    def _dress(self, nik: Cell, kind: str) -> Cell:
        """Right numbers also come with apostrophes, dots, blanks or a decimal tail."""
        if kind or not isinstance(nik, str) or self.rng.random() > 0.025 * self.noise:
            return nik
        dress = self.rng.randrange(4 if self.how.numbers else 5)
        if dress == 0:
            return f"'{nik}"
        if dress == 1:
            return f"{nik[:6]} {nik[6:12]} {nik[12:]}"
        if dress == 2:
            return f"{nik[:6]}.{nik[6:12]}.{nik[12:]}"
        return f"\u00a0{nik}" if dress == 3 else f"{nik}.0"

    def _relation(self, person: Person) -> str:
        relation = person.shdk
        if self.how.shdk == "code":
            return SHDK_CODES[relation]
        return relation if self.how.shdk == "upper" else relation.title()

    def _mother(self, person: Person) -> str:
        if self.rng.random() < 0.05 * self.noise:
            return ""
        if self.rng.random() < 0.04 * self.noise:
            return spoil_name(self.rng, person.ibu, "typo", "P")
        return person.ibu

    def conditions(self, given: dict[str, object]) -> dict[str, Cell]:
        """The indicator columns of a household in the village's way of writing."""
        yes, no = YES_NO[self.how.yes_no]
        cells: dict[str, Cell] = {}
        for key, value in given.items():
            if value is None:
                cells[key] = ""
            elif key == "tempat_tinggal":
                cells[key] = "ada" if value else "tidak"
            elif key in CRITERIA:
                cells[key] = yes if value else no
            elif key == "daya_listrik":
                cells[key] = self._power(int(str(value)))
            else:
                labels = {"lantai": FLOORS, "dinding": WALLS, "jamban": LATRINES}[key]
                cells[key] = str(value) if self.how.codes else labels[int(str(value)) - 1]
        return cells

    def _power(self, watts: int) -> str:
        if watts == 0:
            return "Tanpa Listrik"
        if watts > 2200:
            return ">2200"
        return str(watts) if self.how.codes else f"{watts} VA"

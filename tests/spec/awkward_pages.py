"""Awkward files with the truth written next to every line: what an adversary would hand in.

A `Page` is one sheet or text file. Each line below the header says what must become of it; `check`
reads the file as the product does (intake and standardize) and compares row by row. All people are
invented.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from pipelines.intake import Intake, read_file
from pipelines.office.config import Config
from pipelines.standardize import standardize

PERIOD = "2026-08"
TATAKAN = "63.05.02.2001"
CONFIG = Config(region="63.05")


@dataclass(frozen=True)
class Somebody:
    """An invented person as the truth knows them."""

    name: str
    nik: str
    kk: str
    born: date
    shdk: str
    mother: str

    @property
    def sex(self) -> str:
        return "P" if int(self.nik[6:8]) > 40 else "L"

    def day(self, form: str = "%d-%m-%Y") -> str:
        return self.born.strftime(form)


def _family(kk: str, *members: tuple[str, str, str, str, str]) -> list[Somebody]:
    return [
        Somebody(name, f"630502{inner}000{i}", kk, date.fromisoformat(born), shdk, mother)
        for i, (name, inner, born, shdk, mother) in enumerate(members, start=1)
    ]


FAMILIES: list[list[Somebody]] = [
    _family(
        "6305020101120011",
        ("RAMLI", "170880", "1980-08-17", "KEPALA KELUARGA", "JAHRAH"),
        ("SITI AMINAH", "420382", "1982-03-02", "ISTRI", "MASTURAH"),
        ("AGUS SALIM", "110405", "2005-04-11", "ANAK", "SITI AMINAH"),
        ("AISYAH", "710709", "2009-07-31", "ANAK", "SITI AMINAH"),
    ),
    _family(
        "6305020512130024",
        ("HASANUDIN", "150679", "1979-06-15", "KEPALA KELUARGA", "KAMARIAH"),
        ("MARIAM", "590781", "1981-07-19", "ISTRI", "SALASIAH"),
    ),
    _family("6305022309150032", ("RUSNAH", "630870", "1970-08-23", "KEPALA KELUARGA", "ARBAYAH")),
    _family(
        "6305021411090043",
        ("JAMALUDIN", "040268", "1968-02-04", "KEPALA KELUARGA", "HAMSIAH"),
        ("NORHAYATI", "561172", "1972-11-16", "ISTRI", "GALUH"),
        ("FITRIANI", "641298", "1998-12-24", "ANAK", "NORHAYATI"),
    ),
    _family("6305022806180051", ("MASITAH", "650455", "1955-04-25", "KEPALA KELUARGA", "IDAH")),
    _family(
        "6305021703210067",
        ("BAHRANI", "291090", "1990-10-29", "KEPALA KELUARGA", "MASRAH"),
        ("ARBAINAH", "480193", "1993-01-08", "ISTRI", "SABARIAH"),
        ("RUDI HARTONO", "220315", "2015-03-22", "ANAK", "ARBAINAH"),
    ),
]  # fmt: skip
EVERYBODY: list[Somebody] = [member for family in FAMILIES for member in family]

COLUMNS: dict[str, Any] = {
    "kk": lambda p: p.kk,
    "nik": lambda p: p.nik,
    "nama": lambda p: p.name,
    "jk": lambda p: p.sex,
    "tmp": lambda p: "TAPIN",
    "tgl": lambda p: p.day(),
    "ttl": lambda p: f"TAPIN, {p.day()}",
    "shdk": lambda p: p.shdk,
    "ibu": lambda p: p.mother,
    "alamat": lambda p: "JL. IRIGASI",
    "rt": lambda p: "001",
    "rw": lambda p: "002",
    "desa": lambda p: "TATAKAN",
    "kec": lambda p: "TAPIN SELATAN",
    "kode": lambda p: "6305022001",
    "kerja": lambda p: "PETANI/PEKEBUN",
    "": lambda p: None,
}


def cells(person: Somebody, columns: str, **typed: object) -> list[object]:
    """One line of a list: `columns` are keys of COLUMNS with `_` for an empty one; `typed`
    replaces what the truth would say."""
    return [
        typed[key] if key in typed else COLUMNS[key.strip("_")](person) for key in columns.split()
    ]


@dataclass
class Wanted:
    """What must become of one line."""

    outcome: str
    code: str | None = None
    person: Somebody | None = None
    family: str | None = None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class Page:
    """One sheet in the making: lines from the first row on, with what must become of each."""

    lines: list[list[object]] = field(default_factory=list)
    wanted: dict[int, Wanted] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    village: str | None = TATAKAN

    def above(self, *row: object) -> Page:
        """A line that is not a row of the file: titles, the header, blank lines."""
        self.lines.append(list(row))
        return self

    def aside(self, *row: object) -> Page:
        """A line that is not data."""
        self.lines.append(list(row))
        self.wanted[len(self.lines)] = Wanted("not_data")
        return self

    def rejected(self, row: Sequence[object], code: str) -> Page:
        self.lines.append(list(row))
        self.wanted[len(self.lines)] = Wanted("rejected", code)
        return self

    def data(
        self,
        row: Sequence[object],
        person: Somebody | None = None,
        family: str | None = None,
        **values: object,
    ) -> Page:
        """An accepted line; `values` are what its core row must say where that is not the truth
        about `person` (`nik=None` for a number that is lost)."""
        self.lines.append(list(row))
        self.wanted[len(self.lines)] = Wanted("accepted", None, person, family, dict(values))
        return self

    def people(
        self,
        columns: str,
        who: Iterable[Somebody] = EVERYBODY,
        numbered: bool = False,
        **values: Any,
    ) -> Page:
        for i, person in enumerate(who, start=1):
            row = cells(person, columns)
            self.data([i, *row] if numbered else row, person, person.kk, **values)
        return self

    def merge(self, top: int, left: int, bottom: int, right: int) -> Page:
        self.merges.append((top, left, bottom, right))
        return self

    @property
    def next(self) -> int:
        """Row number of the next line."""
        return len(self.lines) + 1


def titled(*more: str) -> Page:
    """A page that begins as village lists do, with further title lines."""
    page = Page().above("DAFTAR USULAN KELUARGA MISKIN")
    page.above("DESA TATAKAN KECAMATAN TAPIN SELATAN")
    for text in more:
        page.above(text)
    return page


def xlsx(pages: dict[str, Page], hidden: Iterable[str] = ()) -> bytes:
    """Pages as a workbook; text stays text, numbers and dates are number and date cells."""
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        shown = [name for name in pages if name not in hidden]
        for name, page in pages.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            elif name == shown[0]:
                sheet.set_first_sheet()
                sheet.activate()
            for r, line in enumerate(page.lines):
                for c, value in enumerate(line):
                    if isinstance(value, date):
                        sheet.write_datetime(r, c, value, day)
                    elif isinstance(value, str):
                        sheet.write_string(r, c, value)
                    elif value is not None:
                        sheet.write(r, c, value)
            for top, left, bottom, right in page.merges:
                value = page.lines[top - 1][left - 1]
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, value)
    return memory.getvalue()


def delimited(page: Page, delimiter: str = ";", encoding: str = "utf-8", end: str = "\n") -> bytes:
    """A page as text; fields that need it are quoted."""

    def text(value: object) -> str:
        typed = "" if value is None else str(value)
        if any(mark in typed for mark in (delimiter, '"', "\n")):
            return '"' + typed.replace('"', '""') + '"'
        return typed

    return (end.join(delimiter.join(map(text, line)) for line in page.lines) + end).encode(encoding)


def read(content: bytes, name: str, source: str) -> Intake:
    """A file through intake."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return read_file(path, source)


def outcome(content: bytes, name: str, source: str) -> tuple[Intake, dict[str, pl.DataFrame]]:
    """A file through intake and standardize."""
    intake = read(content, name, source)
    return intake, standardize(intake, CONFIG, PERIOD)


def check(
    content: bytes,
    pages: dict[str, Page] | Page,
    name: str = "usulan.xlsx",
    source: str = "usulan-desa",
) -> dict[str, pl.DataFrame]:
    """Read a file and compare every row with what its pages expect; gives the core tables."""
    return check_all({name: (content, pages)}, source)


def check_all(
    files: Mapping[str, tuple[bytes, dict[str, Page] | Page]], source: str = "usulan-desa"
) -> dict[str, pl.DataFrame]:
    """`check` for several files at once, by their names; they are standardized together."""
    intakes = {name: read(content, name, source) for name, (content, _) in files.items()}
    refused = {n: i.files["code"][0] for n, i in intakes.items() if i.files["code"][0]}
    assert not refused, f"refused: {refused}"
    readings = list(intakes.values())
    whole = replace(
        readings[0],
        tables={t: pl.concat(i.tables[t] for i in readings) for t in readings[0].tables},
        not_data=pl.concat(i.not_data for i in readings),
    )
    core = standardize(whole, CONFIG, PERIOD)
    people = {r["record_id"]: r for r in core["person"].iter_rows(named=True)}
    faults: list[str] = []
    for name, (_, pages) in files.items():
        records = core["record"].filter(pl.col("file") == name).rows(named=True)
        faults += [f"{name} {fault}" for fault in _compare(records, people, pages)]
    assert not faults, "\n".join(faults)
    return core


def _compare(
    records: Sequence[dict[str, Any]],
    people: Mapping[str, dict[str, Any]],
    pages: dict[str, Page] | Page,
) -> list[str]:
    """What became of the rows of a file against what its pages expect."""
    if isinstance(pages, Page):
        pages = {records[0]["sheet"] if records else "": pages}
    wanted = {(sheet, row): w for sheet, page in pages.items() for row, w in page.wanted.items()}
    villages = {sheet: page.village for sheet, page in pages.items()}
    got = {(r["sheet"], r["row"]): r for r in records}
    faults = [] if len(records) == len(got) else ["a row stands twice"]
    faults += [f"{at}: missing" for at in sorted(wanted.keys() - got.keys())]
    faults += [
        f"{at}: unexpected {got[at]['outcome']}" for at in sorted(got.keys() - wanted.keys())
    ]
    keys: dict[tuple[str, int], str | None] = {}
    for at in sorted(wanted.keys() & got.keys()):
        want, record = wanted[at], got[at]
        codes = sorted({p["code"] for p in record["problems"]})
        if record["outcome"] != want.outcome or (want.code and want.code not in codes):
            faults.append(f"{at}: {record['outcome']} {codes}, wanted {want.outcome} {want.code}")
            continue
        village = want.values.get("village_code", villages[at[0]])
        if want.outcome == "accepted" and record["village_code"] != village:
            faults.append(f"{at}: village {record['village_code']}, wanted {village}")
        person = people.get(record["record_id"])
        if person is not None:
            keys[at] = person["family_key"]
            faults += [f"{at}: {fault}" for fault in _faults(person, want)]
        elif want.person is not None and want.outcome == "accepted":
            faults.append(f"{at}: no person")
    return faults + _families(keys, wanted)


def _faults(person: dict[str, Any], want: Wanted) -> list[str]:
    truth: dict[str, Any] = {}
    if want.person is not None:
        truth = {"nik": want.person.nik, "birth_date": want.person.born, "sex": want.person.sex}
        truth["nama"] = want.person.name
    truth |= {k: v for k, v in want.values.items() if k in person and k != "village_code"}
    return [
        f"{name} {person[name]!r}, wanted {value!r}"
        for name, value in truth.items()
        if person[name] != value
    ]


def _families(
    keys: dict[tuple[str, int], str | None], wanted: dict[tuple[str, int], Wanted]
) -> list[str]:
    """Rows of one wanted family have one key, which no other family has."""
    said: dict[str, set[str]] = {}
    for at, want in wanted.items():
        if want.family is not None and at in keys:
            said.setdefault(want.family, set()).add(keys[at] or f"alone {at}")
    faults = [f"family {name} split over {len(k)}" for name, k in said.items() if len(k) > 1]
    owners: dict[str, list[str]] = {}
    for name, found in said.items():
        for key in found:
            owners.setdefault(key, []).append(name)
    return faults + [f"families {o} merged" for o in owners.values() if len(o) > 1]


def indicators(core: dict[str, pl.DataFrame]) -> dict[int, dict[str, Any]]:
    """Indicator values by the row they were given on."""
    rows = core["record"].select("record_id", "row").join(core["indicator"], on="record_id")
    return {r["row"]: {k: v for k, v in r.items() if k not in ("row", "record_id")}
            for r in rows.iter_rows(named=True)}  # fmt: skip


@cache
def wide_header() -> tuple[str, str]:
    """A usual header and its column keys."""
    return (
        "NO|NO KK|NIK|NAMA|JK|TEMPAT LAHIR|TGL LAHIR|SHDK|NAMA IBU|ALAMAT|RT|RW",
        "kk nik nama jk tmp tgl shdk ibu alamat rt rw",
    )

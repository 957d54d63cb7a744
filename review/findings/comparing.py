"""Everything that is written about a person, side by side, with what differs marked.

A cell differs when it says something else than was concluded of the person (or, for the address, of
the family), else it says the same; a source that says nothing does neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from pipelines.domain.words import date_words
from review.published.reader import Row

NUMBERS = {"NIK", "No. KK"}  # drawn by {% nomor %}, masked


@dataclass(frozen=True)
class Cell:
    """What one row of `source` says; `number` is drawn masked unless opened."""

    source: str = ""
    text: str = ""
    number: str = ""
    differs: bool = False
    same: bool = False


@dataclass(frozen=True)
class Line:
    """One attribute: what was concluded, and what each row says."""

    title: str
    concluded: Cell
    cells: list[Cell]
    differs: bool


@dataclass
class Comparison:
    """One person (or the family itself, without lines) and the rows about them."""

    person: Row | None
    concerned: bool
    rows: list[Row] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def differences(self) -> int:
        """How many attributes are told differently somewhere."""
        return sum(line.differs for line in self.lines)

    @property
    def problems(self) -> bool:
        """Whether any of the rows has a problem."""
        return any(row["problems"] for row in self.rows)


SEXES = {"L": "Laki-laki", "P": "Perempuan"}


def _date(value: date | None) -> str:
    return date_words(value) if value else ""


def _typed(name: str) -> Callable[[Row], str]:
    """A number as it was understood, else as it was typed."""
    return lambda row: str(row[name] or row.get(f"{name}_typed") or "")


ATTRIBUTES: tuple[tuple[str, Callable[[Row], str], bool], ...] = (
    # title, what a row says, whether it is compared with the person (else with the family)
    ("Nama", lambda row: row["nama"] or "", True),
    ("NIK", _typed("nik"), True),
    ("No. KK", _typed("kk"), True),
    ("Tanggal lahir", lambda row: _date(row["birth_date"]), True),
    ("Jenis kelamin", lambda row: SEXES.get(row["sex"], ""), True),
    ("Ibu kandung", lambda row: row["mother"] or "", True),
    ("Hubungan keluarga", lambda row: row["shdk"] or "", True),
    ("Alamat", lambda row: row["alamat"] or "", False),
    ("RT", lambda row: row["rt"] or "", False),
    ("RW", lambda row: row["rw"] or "", False),
    ("Desa/kelurahan", lambda row: row["village_label"] or "", False),
)


def comparisons(finding: Row, members: list[Row], rows: list[Row]) -> list[Comparison]:
    """The people the finding is about first, then the other members, then rows about the family."""
    of_person: dict[str | None, list[Row]] = {}
    for row in rows:
        of_person.setdefault(row["person_id"], []).append(row)
    concerned = set(finding["person_ids"] or [])
    found = [
        Comparison(person, person["person_id"] in concerned, own, _lines(finding, person, own))
        for person in members
        if (own := of_person.get(person["person_id"]))
    ]
    found.sort(key=lambda one: not one.concerned)
    family = of_person.get(None, [])
    return [*found, *([Comparison(None, False, family)] if family else [])]


def _lines(finding: Row, person: Row, rows: list[Row]) -> list[Line]:
    lines = []
    for title, say, of_the_person in ATTRIBUTES:
        concluded = say(person if of_the_person else finding)
        lines.append(_line(title, concluded, rows, say))
    lines.append(_line("Keadaan", "Meninggal" if person["dead"] else "", rows, _state))
    # Told by some sources only, and concluded of nobody.
    lines.append(_line("Pekerjaan", "", rows, lambda row: row["work"] or ""))
    return [line for line in lines if any(cell.text or cell.number for cell in line.cells)]


def _state(row: Row) -> str:
    return "Meninggal" if row["dead"] else "Pindah" if row["moved"] else ""


def _line(title: str, concluded: str, rows: list[Row], say: Callable[[Row], str]) -> Line:
    number = title in NUMBERS
    cells = [_cell(row["source"], say(row), concluded, number) for row in rows]
    return Line(title, _cell("", concluded, "", number), cells, any(c.differs for c in cells))


def _cell(source: str, text: str, concluded: str, number: bool) -> Cell:
    compared = bool(text and concluded)
    same = compared and _folded(text) == _folded(concluded)
    differs = compared and not same
    if number:
        return Cell(source, number=text, differs=differs, same=same)
    return Cell(source, text=text, differs=differs, same=same)


def _folded(text: str) -> str:
    """Without what means nothing: case, spaces and punctuation (`JL. MAWAR` is `Jl Mawar`)."""
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())

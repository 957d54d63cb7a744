"""What is compared of rows about people, and the lines that come of it.

Rows come from `compared_row`, `family_row` or `person`; an attribute that a row does not have says
nothing there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipelines.domain.dates import date_words
from pipelines.domain.words import SEXES
from pipelines.standardize.names import read_name
from review.comparing import values
from review.comparing.values import Standing, Verdict

Row = dict[str, Any]
GRAVITY = (
    Standing.NEITHER, Standing.SAME, Standing.ONE_SIDED, Standing.NEAR, Standing.DIFFERENT,
)  # fmt: skip


@dataclass(frozen=True)
class Attribute:
    """What a row says in words (`show`), and how two rows stand; `secret` is drawn masked."""

    label: str
    show: Callable[[Row], str]
    stand: Callable[[Row, Row], Verdict]
    secret: bool = False


@dataclass(frozen=True)
class Cell:
    """What one row says, and how that stands to the first of the line; `source` is whose row."""

    text: str
    verdict: Verdict
    source: str = ""

    @property
    def differs(self) -> bool:
        """Whether it says something else than the first."""
        return self.verdict.standing in (Standing.NEAR, Standing.DIFFERENT)

    @property
    def same(self) -> bool:
        """Whether it says the same as the first."""
        return self.verdict.standing is Standing.SAME


@dataclass(frozen=True)
class Line:
    """One attribute: what the first row says, and what each other row says against it."""

    label: str
    first: str
    cells: tuple[Cell, ...]
    secret: bool = False

    @property
    def verdict(self) -> Verdict:
        """The gravest of the cells."""
        return max((cell.verdict for cell in self.cells), key=lambda v: GRAVITY.index(v.standing))

    @property
    def standing(self) -> Standing:
        """How the gravest cell stands to the first row."""
        return self.verdict.standing

    @property
    def note(self) -> str:
        """What may have gone wrong in the gravest cell."""
        return self.verdict.note

    @property
    def differs(self) -> bool:
        """Whether some cell says something else than the first."""
        return any(cell.differs for cell in self.cells)


def compare(labels: Sequence[str], first: Row, others: Sequence[Row]) -> list[Line]:
    """A line for each of `labels` (keys of ATTRIBUTES): every other row against the first.

    At least one other row.
    """
    return [_line(ATTRIBUTES[label], first, others) for label in labels]


def _line(attribute: Attribute, first: Row, others: Sequence[Row]) -> Line:
    cells = tuple(
        Cell(attribute.show(row), attribute.stand(first, row), row.get("source") or "")
        for row in others
    )
    return Line(attribute.label, attribute.show(first), cells, attribute.secret)


def _nik(row: Row) -> str:
    """The NIK as understood, else its digits or what was typed, as far as the row has them."""
    return str(row["nik"] or row.get("nik_digits") or row.get("nik_typed") or "")


def _kk(row: Row) -> str:
    return str(row["kk"] or row.get("kk_typed") or "")


def _name(row: Row) -> str | None:
    """The name as it is compared; rows that do not have it so are read like any typed name."""
    return row["name_folded"] if "name_folded" in row else read_name(row["nama"] or "")[1]


def _born(row: Row) -> date | int | None:
    return row["birth_date"] or row.get("birth_year")


def _born_words(row: Row) -> str:
    born = _born(row)
    return date_words(born) if isinstance(born, date) else str(born or "")


def _rt_rw(row: Row) -> str:
    rt, rw = row.get("rt"), row.get("rw")
    return f"{rt or '-'}/{rw or '-'}" if rt or rw else ""


def _state(row: Row) -> str:
    return "Meninggal" if row.get("dead") else "Pindah" if row.get("moved") else ""


def _said(name: str) -> Callable[[Row], str]:
    return lambda row: str(row.get(name) or "")


def _attribute(
    label: str,
    show: Callable[[Row], str],
    how: Callable[[Any, Any], Verdict],
    of: Callable[[Row], Any] | None = None,
    *,
    secret: bool = False,
) -> Attribute:
    """Rows compared by `how` on what `of` takes from them, by default what is shown."""
    take = of or show
    return Attribute(label, show, lambda one, other: how(take(one), take(other)), secret)


ATTRIBUTES = {
    attribute.label: attribute
    for attribute in (
        _attribute("NIK", _nik, values.number, secret=True),
        _attribute("No. KK", _kk, values.number, secret=True),
        _attribute("Nama", _said("nama"), values.names, _name),
        _attribute("Tanggal lahir", _born_words, values.birth, _born),
        _attribute("Jenis kelamin", lambda row: SEXES.get(row["sex"] or "", ""), values.plain),
        _attribute("Nama ibu kandung", _said("mother"), values.text),
        _attribute("Bin/binti", _said("patronym"), values.text),
        _attribute("Hubungan keluarga", _said("shdk"), values.plain),
        _attribute("Desa/kelurahan", _said("village_label"), values.plain),
        _attribute("Alamat", _said("alamat"), values.text),
        _attribute("RT/RW", _rt_rw, values.parts, lambda row: (row.get("rt"), row.get("rw"))),
        _attribute("Keadaan", _state, values.plain),
        _attribute("Pekerjaan", _said("work"), values.text),
    )
}

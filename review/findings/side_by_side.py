"""Everything that is written about a person, side by side, with what differs marked.

A cell differs when it says something else than was concluded of the person (or, for the address, of
the family), else it says the same; a source that says nothing does neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from review.comparing.lines import Line, compare
from review.published.reader import Row

SHOWN = (
    "Nama", "NIK", "No. KK", "Tanggal lahir", "Jenis kelamin", "Nama ibu kandung",
    "Hubungan keluarga", "Alamat", "RT/RW", "Desa/kelurahan", "Keadaan", "Pekerjaan",
)  # fmt: skip
OF_THE_FAMILY = ("alamat", "rt", "rw", "village_label")


@dataclass
class PersonInSources:
    """One person (or the family itself, without lines) and the rows about them."""

    person: Row | None
    concerned: bool
    rows: list[Row] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def differences(self) -> int:
        """How many attributes are reported differently somewhere."""
        return sum(line.differs for line in self.lines)

    @property
    def problems(self) -> bool:
        """Whether any of the rows has a problem."""
        return any(row["problems"] for row in self.rows)


def side_by_side(finding: Row, members: list[Row], rows: list[Row]) -> list[PersonInSources]:
    """The people the finding is about first, then the other members, then rows about the family."""
    of_person: dict[str | None, list[Row]] = {}
    for row in rows:
        of_person.setdefault(row["person_id"], []).append(row)
    concerned = set(finding["person_ids"] or [])
    found = [
        PersonInSources(person, person["person_id"] in concerned, own, _lines(finding, person, own))
        for person in members
        if (own := of_person.get(person["person_id"]))
    ]
    found.sort(key=lambda one: not one.concerned)
    family = of_person.get(None, [])
    return [*found, *([PersonInSources(None, False, family)] if family else [])]


def _lines(finding: Row, person: Row, rows: list[Row]) -> list[Line]:
    """What was concluded against each row, without what no row says."""
    concluded = {**{name: finding[name] for name in OF_THE_FAMILY}, **person}
    lines = compare(SHOWN, concluded, rows)
    return [line for line in lines if any(cell.text for cell in line.cells)]

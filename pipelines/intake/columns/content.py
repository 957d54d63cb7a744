"""What a column is by its content, where its header does not say or says it wrongly.

A NIK and a KK are both 16 digits with a date inside. A NIK carries its holder's date of birth, with
40 added to the day for women, and belongs to one person; a KK carries the date of recording, never
has a day above 31, and repeats over the rows of a family. That tells them apart, and shows when two
columns were swapped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.domain.nik import inside, nik_sex
from pipelines.intake.columns.cell_kinds import (
    NAME,
    RELATION,
    SEX,
    VILLAGE_CODE,
    date_parts,
    sixteen_digits,
)
from pipelines.intake.columns.compounds import PAIRS, kind_of_cells
from pipelines.intake.columns.headers import Found, about_others, canonical_names
from schemas.columns import COMPOUNDS
from schemas.sources import SourceTable

SAMPLE_ROWS = 1000
ENOUGH = 0.6
SUREST = 0.95
"""The certainty of a column known by its content alone; only a header can make it sure."""
FEW_REPEATS = 0.1  # two families beside each other whose heads bear one name
SHORT_NUMBER = re.compile(r"^\d{1,3}$")


@dataclass(frozen=True)
class Profile:
    """What the sampled values of one column look like; shares are of its non-blank values."""

    position: int
    filled: float
    numbers: float
    women: float
    distinct: float
    dates: float
    names: float
    sexes: float
    relations: float
    villages: float


SECOND_PART: dict[str, Callable[[str], bool]] = {
    "tempat_tanggal_lahir": lambda text: date_parts(text) is not None,
    "rt_rw": lambda text: SHORT_NUMBER.match(text) is not None,
}


def profile(cells: pl.DataFrame, found: Sequence[Found]) -> dict[int, Profile]:
    """Profiles by position of the columns in question, over rows spread evenly through the table.

    In question are columns without a name, those named NIK or KK, and all with long numbers; not
    those about somebody else than the person of the row.
    """
    sample = _spread(cells)
    long_numbers = sample.select(pl.all().str.count_matches(r"\d").ge(15).sum()).row(0)
    named = {f.position for f in found if f.canonical not in (None, "nik", "no_kk")}
    others = {f.position for f in about_others(found)}
    return {
        position: _profile(position, sample[str(position)], sample.height)
        for position in range(1, cells.width + 1)
        if position not in others and (position not in named or long_numbers[position - 1])
    }


def _spread(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.gather_every(max(1, cells.height // SAMPLE_ROWS)).head(SAMPLE_ROWS)


def _profile(position: int, column: pl.Series, height: int) -> Profile:
    values = column.drop_nulls().to_list()
    if not values:
        return Profile(position, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    count = len(values)
    numbers = [number for number in map(sixteen_digits, values) if number]
    low = [value.lower().strip() for value in values]
    return Profile(
        position,
        count / height,
        len(numbers) / count,
        sum(nik_sex(number) == "P" for number in numbers) / (len(numbers) or 1),
        len(set(low)) / count,
        sum(date_parts(value) is not None for value in values) / count,
        sum(bool(NAME.match(value)) for value in values) / count,
        sum(value in SEX for value in low) / count,
        sum(value in RELATION for value in low) / count,
        sum(bool(VILLAGE_CODE.match(value)) for value in values) / count,
    )


def refine(found: list[Found], cells: pl.DataFrame, table: SourceTable) -> list[Found]:
    """Columns after a look at the rows below: missing ones found, swapped NIK and KK put right.

    A header that was recognised stands unless the content is certain to be something else.
    """
    if cells.height == 0 or "nik" not in table.column_names:
        return found
    found = _part_compounds(found, cells)
    found = _find_compounds(found, cells, table)
    profiles = profile(cells, found)
    found = _find_numbers(found, profiles, cells, table)
    found = _unswap(found, cells)
    found = _find_dates(found, profiles, cells, table)
    found = _find_names(found, profiles, table)
    found = _heads_as_names(found, cells, table)
    for name, share in (("jenis_kelamin", "sexes"), ("hubungan_keluarga", "relations")):
        found = _find_by_share(found, profiles, table, name, share)
    return _find_by_share(found, profiles, table, "kode_desa", "villages")


def _part_compounds(found: list[Found], cells: pl.DataFrame) -> list[Found]:
    """A title for two things (`Tempat/Tgl Lahir`, `RT/RW`) over two columns without own headers."""
    for compound in PAIRS:
        left, right = COMPOUNDS[compound]
        at = _position(found, compound)
        beside = next((f for f in found if at is not None and f.position == at + 1), None)
        if at is None or beside is None or beside.header or beside.canonical is not None:
            continue
        sample = _spread(cells.select(str(at), str(at + 1)).drop_nulls())
        both = [SECOND_PART[compound](value) for value in sample[str(at + 1)].to_list()]
        if both and sum(both) >= ENOUGH * len(both):
            names = {at: left, at + 1: right}
            found = [
                replace(f, canonical=names[f.position], basis="content", certainty=0.9)
                if f.position in names
                else f
                for f in found
            ]
    return found


def _find_compounds(found: list[Found], cells: pl.DataFrame, table: SourceTable) -> list[Found]:
    """Cells that hold a name and numbers, or two numbers, under a header that says one of them."""
    here = {name for name in ("nama", "nik", "no_kk") if _position(found, name) is not None}
    of_others = {f.position for f in about_others(found)}
    for f in found:
        known = f.canonical not in (*here, *COMPOUNDS) if f.canonical else {"nama", "nik"} <= here
        if known or f.basis == "config" or f.position in of_others:
            continue
        kind, share = kind_of_cells(cells[str(f.position)]) or ("", 0.0)
        if kind == "nama_nik" and f.canonical == "no_kk":
            kind = "kepala_no_kk"
        if kind == f.canonical or kind not in table.header_names:
            continue
        others = [n for n in COMPOUNDS[kind] if n in here and n != f.canonical]
        if not any(_has_numbers(cells[str(_position(found, n))]) for n in others if n != "nama"):
            found = _assign(found, f.position, kind, share)
    return found


def _has_numbers(column: pl.Series) -> bool:
    """Whether most filled cells hold one number of 16 digits."""
    values = _spread(column.to_frame()).to_series().drop_nulls().to_list()
    return sum(sixteen_digits(value) is not None for value in values) >= ENOUGH * len(values) > 0


def _assign(found: Sequence[Found], position: int, name: str, certainty: float) -> list[Found]:
    certainty = round(min(certainty, SUREST), 3)
    return [
        replace(f, canonical=name, basis="content", certainty=certainty)
        if f.position == position
        else (replace(f, canonical=None, certainty=0.0) if f.canonical == name else f)
        for f in found
    ]


def _position(found: Sequence[Found], name: str) -> int | None:
    return next((f.position for f in found if f.canonical == name), None)


def _agreement(cells: pl.DataFrame, numbers: int, dates: int) -> float:
    """Share of rows in which the date inside the number is the date of birth beside it."""
    both = same = 0
    for number_text, date_text in _spread(cells.select(str(numbers), str(dates))).rows():
        number = sixteen_digits(number_text or "")
        written = date_parts(date_text or "")
        if number and written:
            day, month, year = written
            both += 1
            same += inside(number) in ((day, month, year), (month, day, year))
    return same / both if both else 0.0


def _run_share(column: pl.Series) -> float:
    """Share of filled cells that repeat the filled cell above: high for a KK, nil for a NIK."""
    filled = column.drop_nulls()
    if filled.len() < 2:
        return 0.0
    return float((filled == filled.shift(1)).sum()) / (filled.len() - 1)


def _person_likeness(cells: pl.DataFrame, position: int, dates: int | None) -> float:
    """How much a column of 16-digit numbers looks like NIK (positive) or KK (negative)."""
    column = cells[str(position)]
    sample = _spread(cells.select(str(position))).to_series().drop_nulls()
    numbers = [n for n in map(sixteen_digits, sample.to_list()) if n]
    if not numbers:
        return 0.0
    women = sum(nik_sex(n) == "P" for n in numbers) / len(numbers)
    likeness = 2.0 * min(women, 0.5) - 2.0 * _run_share(column)
    if dates is not None and dates != position:  # NIKs may stand below a birth date's header
        likeness += 2.0 * _agreement(cells, position, dates)
    return likeness


def _find_numbers(
    found: list[Found], profiles: dict[int, Profile], cells: pl.DataFrame, table: SourceTable
) -> list[Found]:
    """NIK and KK columns that no header, or a wrong one, names."""
    dates = _position(found, "tanggal_lahir")
    for name in ("nik", "no_kk"):
        at = _position(found, name)
        if name not in table.column_names or (
            at is not None and (profiles[at].numbers > 0.2 or profiles[at].filled == 0)
        ):
            continue
        other = _position(found, "no_kk" if name == "nik" else "nik")
        parents = {_position(found, "nik_ibu"), _position(found, "nik_ayah")}
        beside = next((f.position for f in found if name in COMPOUNDS.get(f.canonical or "", ())),
                      None)  # fmt: skip
        options = [
            p
            for p in profiles.values()
            if p.numbers >= ENOUGH
            and p.position != other
            and p.position not in parents
            and (beside is None or p.position == beside)
        ]
        scored = [(_person_likeness(cells, p.position, dates), p) for p in options]
        sign = 1 if name == "nik" else -1
        fitting = [(sign * s, p.position, p.numbers) for s, p in scored if sign * s > 0.15]
        if fitting:
            _, position, share = max(fitting, key=lambda item: (item[0], -item[1]))
            found = _assign(found, position, name, share)
    return found


def _unswap(found: list[Found], cells: pl.DataFrame) -> list[Found]:
    """Exchange NIK and KK when the content shows beyond doubt that the headers are swapped."""
    nik, kk = _position(found, "nik"), _position(found, "no_kk")
    if nik is None or kk is None:
        return found
    dates = _position(found, "tanggal_lahir")
    as_kk = _person_likeness(cells, kk, dates)
    if as_kk < 0.3 or as_kk - _person_likeness(cells, nik, dates) < 0.6:
        return found
    other = {nik: "no_kk", kk: "nik"}
    return [
        replace(f, canonical=other[f.position], basis="swapped", certainty=0.95)
        if f.position in other
        else f
        for f in found
    ]


def _find_dates(
    found: list[Found], profiles: dict[int, Profile], cells: pl.DataFrame, table: SourceTable
) -> list[Found]:
    """A date column that agrees with the dates inside the NIK is the date of birth."""
    nik = _position(found, "nik")
    named = canonical_names(found)
    if "tanggal_lahir" in named or "tanggal_lahir" not in table.column_names:
        return found
    free = {f.position for f in found if f.canonical is None}
    for p in profiles.values():
        if p.position not in free or p.dates < ENOUGH:
            continue
        if nik is None or _agreement(cells, nik, p.position) >= 0.5:
            return _assign(found, p.position, "tanggal_lahir", p.dates)
    return found


def _find_names(
    found: list[Found], profiles: dict[int, Profile], table: SourceTable
) -> list[Found]:
    """The personal names: the first unnamed column of words that hardly repeat."""
    if "nama" in canonical_names(found) or "nama" not in table.column_names:
        return found
    if not canonical_names(found) & {"nik", "no_kk", "tanggal_lahir"}:
        return found
    free = {f.position for f in found if f.canonical is None}
    options = [
        p
        for p in profiles.values()
        if p.position in free
        and p.names >= 0.8
        and p.filled >= 0.7
        and p.distinct >= 0.7
        and max(p.sexes, p.relations) < 0.5
    ]
    return _assign(found, options[0].position, "nama", options[0].names) if options else found


def _heads_as_names(found: list[Found], cells: pl.DataFrame, table: SourceTable) -> list[Found]:
    """In a list with a family on each row, the head is the person: `Nama KRT` with a NIK beside.

    A list of members bears the head's name too, again and again or once a family.
    """
    head, nik = _position(found, "nama_kepala"), _position(found, "nik")
    named = "nama" not in table.column_names or "nama" in canonical_names(found)
    if named or head is None or nik is None:
        return found
    people = cells.filter(pl.col(str(nik)).is_not_null())[str(head)]
    if people.null_count() + _run_share(people) * people.len() > FEW_REPEATS * people.len():
        return found
    return _assign(found, head, "nama", SUREST)


def _find_by_share(
    found: list[Found], profiles: dict[int, Profile], table: SourceTable, name: str, share: str
) -> list[Found]:
    """A column of closed words (sex, relation, village code) by the share of such words."""
    if name not in table.column_names or name in canonical_names(found):
        return found
    free = {f.position for f in found if f.canonical is None}
    fitting = [p for p in profiles.values() if p.position in free and getattr(p, share) >= 0.8]
    if len(fitting) != 1:
        return found
    return _assign(found, fitting[0].position, name, float(getattr(fitting[0], share)))

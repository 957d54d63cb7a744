"""What a column is by its content, where its header does not say or says it wrongly.

Columns without a header are named, and two whose headers were swapped put right, by what
`pipelines.intake.columns.profiles` sees in their cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import polars as pl

from pipelines.intake.columns.cell_kinds import date_parts
from pipelines.intake.columns.compounds import PAIRS, kind_of_cells
from pipelines.intake.columns.headers import Found, about_others, canonical_names
from pipelines.intake.columns.profiles import (
    ENOUGH,
    Profile,
    agreement,
    has_numbers,
    person_likeness,
    profiled,
    run_share,
    spread,
)
from schemas.columns import COMPOUNDS
from schemas.source import SourceTable

SUREST = 0.95
"""The certainty of a column known by its content alone; only a header can make it sure."""
FEW_REPEATS = 0.1  # two families next to each other whose heads share a name
SHORT_NUMBER = re.compile(r"^\d{1,3}$")


SECOND_PART: dict[str, Callable[[str], bool]] = {
    "tempat_tanggal_lahir": lambda text: date_parts(text) is not None,
    "rt_rw": lambda text: SHORT_NUMBER.match(text) is not None,
}


def refine(found: list[Found], cells: pl.DataFrame, table: SourceTable) -> list[Found]:
    """Columns after a look at the rows below: missing ones found, swapped NIK and KK put right.

    A header that was recognized stands unless the content is certain to be something else.
    """
    if cells.height == 0 or "nik" not in table.column_names:
        return found
    found = _part_compounds(found, cells)
    found = _find_compounds(found, cells, table)
    profiles = profiled(cells, found)
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
        at = _position_of(found, compound)
        beside = next((f for f in found if at is not None and f.position == at + 1), None)
        if at is None or beside is None or beside.header or beside.canonical is not None:
            continue
        sample = spread(cells.select(str(at), str(at + 1)).drop_nulls())
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
    here = {name for name in ("nama", "nik", "no_kk") if _position_of(found, name) is not None}
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
        if not any(has_numbers(cells[str(_position_of(found, n))]) for n in others if n != "nama"):
            found = _assign(found, f.position, kind, share)
    return found


def _assign(found: Sequence[Found], position: int, name: str, certainty: float) -> list[Found]:
    certainty = round(min(certainty, SUREST), 3)
    return [
        replace(f, canonical=name, basis="content", certainty=certainty)
        if f.position == position
        else (replace(f, canonical=None, certainty=0.0) if f.canonical == name else f)
        for f in found
    ]


def _position_of(found: Sequence[Found], name: str) -> int | None:
    return next((f.position for f in found if f.canonical == name), None)


def _find_numbers(
    found: list[Found], profiles: dict[int, Profile], cells: pl.DataFrame, table: SourceTable
) -> list[Found]:
    """NIK and KK columns that no header, or a wrong one, names."""
    dates = _position_of(found, "tanggal_lahir")
    for name in ("nik", "no_kk"):
        at = _position_of(found, name)
        if name not in table.column_names or (
            at is not None and (profiles[at].numbers > 0.2 or profiles[at].filled == 0)
        ):
            continue
        other = _position_of(found, "no_kk" if name == "nik" else "nik")
        parents = {_position_of(found, "nik_ibu"), _position_of(found, "nik_ayah")}
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
        scored = [(person_likeness(cells, p.position, dates), p) for p in options]
        sign = 1 if name == "nik" else -1
        fitting = [(sign * s, p.position, p.numbers) for s, p in scored if sign * s > 0.15]
        if fitting:
            _, position, share = max(fitting, key=lambda item: (item[0], -item[1]))
            found = _assign(found, position, name, share)
    return found


def _unswap(found: list[Found], cells: pl.DataFrame) -> list[Found]:
    """Exchange NIK and KK when the content shows beyond doubt that the headers are swapped."""
    nik, kk = _position_of(found, "nik"), _position_of(found, "no_kk")
    if nik is None or kk is None:
        return found
    dates = _position_of(found, "tanggal_lahir")
    as_kk = person_likeness(cells, kk, dates)
    if as_kk < 0.3 or as_kk - person_likeness(cells, nik, dates) < 0.6:
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
    nik = _position_of(found, "nik")
    named = canonical_names(found)
    if "tanggal_lahir" in named or "tanggal_lahir" not in table.column_names:
        return found
    free = {f.position for f in found if f.canonical is None}
    for p in profiles.values():
        if p.position not in free or p.dates < ENOUGH:
            continue
        if nik is None or agreement(cells, nik, p.position) >= 0.5:
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
    """In a list with one family a row, the head is the person: `Nama KRT` with a NIK next to it.

    A list of members has the head's name too, on every row or once a family.
    """
    head, nik = _position_of(found, "nama_kepala"), _position_of(found, "nik")
    named = "nama" not in table.column_names or "nama" in canonical_names(found)
    if named or head is None or nik is None:
        return found
    people = cells.filter(pl.col(str(nik)).is_not_null())[str(head)]
    if people.null_count() + run_share(people) * people.len() > FEW_REPEATS * people.len():
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

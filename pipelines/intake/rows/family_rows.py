"""Rows of a village list that are about a family, not a person: Buku Induk Penduduk and its kin.

A family row stands above its members and gives KK, address and head, with labels or without.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from pipelines.domain.nik import may_be_kk
from pipelines.intake.columns.cell_kinds import date_parts
from pipelines.intake.files.grids import Grid
from pipelines.intake.grid.layout import Block

FAMILY_ROW = re.compile(
    r"(?i)(?:^|[\s|])(?:(?:no|nomor|nomer)[\s.]*)?(?:k\.?k|kartu\s*keluarga)\b"
    r"[\s.:|]*(?:(?:no|nomor)[\s.:|]*)?"
    r"(?:\d[\d\s.']{5,}|:.*(?:kepala\s*keluarga|alamat|rt)\s*[.:|])"
)
FEWEST_CELLS = 3
"""Filled cells from which a row whose name and number share a cell is a person's."""

BARE_KK = re.compile(r"(?<!\d)(\d{16})(?!\d)")
BIRTH_DATE = re.compile(r"\d{1,2}[-/. ]+\w+[-/. ]+\d{2,4}")


def family_rows(block: Block, body: pl.DataFrame) -> list[int]:
    """Indices of hierarchical family rows (`No. KK : ... Alamat : ...`), village lists only."""
    if block.table.name != "usulan_desa":
        return []
    joined = body.select(
        pl.concat_str(pl.all(), separator=" | ", ignore_nulls=True).alias("joined")
    )["joined"]
    likely = joined.str.contains(r"(?i)(?:k\.?k|kartu\s*keluarga)\b").arg_true().to_list()
    labelled = {
        i for i in likely if FAMILY_ROW.search(joined[i]) and not _names_person(body.row(i), block)
    }
    return sorted(labelled | _bare_family_rows(block, body, joined))


def _bare_family_rows(block: Block, body: pl.DataFrame, joined: pl.Series) -> set[int]:
    """Rows of one or two cells that say no more than a KK, with its owner's name at most.

    Only in lists without a KK column, where a row above each family is the only place for it.
    """
    if block.position("no_kk") or not block.position("nama"):
        return set()
    few = body.select(pl.sum_horizontal(pl.all().is_not_null()) <= 2).to_series()
    lone = few & (joined.str.count_matches(r"\d{16}") == 1)
    return {
        i
        for i in lone.arg_true().to_list()
        if (number := BARE_KK.search(joined[i])) is not None
        and may_be_kk(number[1])
        and cell_of(body.row(i), block, "nik") is None
    }


def families_above(grid: Grid, block: Block) -> list[int]:
    """The family row right above the first header, where every family has a header of its own."""
    if block.table.name != "usulan_desa":
        return []
    nearest = range(block.header - 1, max(-1, block.header - 4), -1)
    joined = [(i, " | ".join(cell for cell in grid.line(i) if cell is not None)) for i in nearest]
    return next(([i] for i, text in joined if FAMILY_ROW.search(text)), [])


def _names_person(line: Sequence[str | None], block: Block) -> bool:
    """A row with a person's name and NIK or birth date in their columns, whatever else it says."""
    if (both := block.compound("nama")) is not None:
        cell = line[int(both) - 1]
        return cell is not None and sum(c is not None for c in line) >= FEWEST_CELLS
    name, number = cell_of(line, block, "nama"), cell_of(line, block, "nik")
    named = name is not None and any(c.isalpha() for c in name) and ":" not in name
    return named and (born(line, block) or (number is not None and number[:1].isdigit()))


def cell_of(line: Sequence[str | None], block: Block, canonical: str) -> str | None:
    """The cell of a line that holds a canonical column."""
    position = block.position(canonical)
    return line[int(position) - 1] if position else None


def born(line: Sequence[str | None], block: Block) -> bool:
    """Whether a line has a date of birth in its column."""
    text = cell_of(line, block, "tanggal_lahir")
    both = cell_of(line, block, "tempat_tanggal_lahir")
    return bool((text and date_parts(text)) or (both and BIRTH_DATE.search(both)))

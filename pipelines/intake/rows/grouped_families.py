"""Families as the layout of a village list shows them.

A KK may stand once per family, in merged cells or with blanks below it. Blanks are filled only
where the layout says so: a row that begins a new family (a head, a new running number) never takes
the KK above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from pipelines.intake.files.grids import Grid, Merge
from pipelines.intake.grid.block import Block

HEAD_OF_FAMILY = re.compile(
    r"(?i)^\s*(?:0?1\s*[.):\-]\s*(?=k))?(?:0?1|kk|krt|kep(?:ala)?\.?\s*(?:kel(?:uarga|g)?|rumah\s*tangga|kk)?\.?)\s*$"
)
FILLED_FROM_MERGES = ("alamat", "rt", "rw", "dusun", "kode_desa", "desa", "kecamatan")


def grouped(data: pl.DataFrame, grid: Grid, block: Block, offset: int) -> pl.DataFrame:
    """The data rows of a village list with the KK and places of their families filled in.

    Families are numbered in `family_seq`, from `offset` + 1, where the layout shows them.
    """
    positions = {f.canonical: f.position for f in block.found if f.canonical is not None}
    data = fill_from_merges(data, positions, grid.merges)
    needed = ("no_kk", "no_urut", "hubungan_keluarga")
    missing = [
        pl.lit(None, dtype=pl.String).alias(name) for name in needed if name not in data.columns
    ]
    kk = block.position("no_kk")
    data = group_families(data.with_columns(missing), int(kk) if kk else None, grid.merges)
    if "family_seq" in data.columns:
        data = data.with_columns(pl.col("family_seq") + offset)
    return data


def fill_from_merges(
    frame: pl.DataFrame, positions: dict[str, int], merges: Sequence[Merge]
) -> pl.DataFrame:
    """Places of a family that are in merged cells, on each of its rows."""
    for name in FILLED_FROM_MERGES:
        if name not in positions:
            continue
        filler = _merged_values(frame, name, positions[name], merges)
        if filler:
            rows = pl.Series("row", list(filler), dtype=pl.Int64)
            values = pl.DataFrame({"row": rows, "_filled": list(filler.values())})
            frame = (
                frame.join(values, on="row", how="left", maintain_order="left")
                .with_columns(pl.coalesce(name, "_filled").alias(name))
                .drop("_filled")
            )
    return frame


def _merged_values(
    frame: pl.DataFrame, name: str, position: int, merges: Sequence[Merge]
) -> dict[int, str]:
    ranges = [
        m
        for m in merges
        if m.first_column == m.last_column == position and m.last_row > m.first_row
    ]
    if not ranges:
        return {}
    at = dict(zip(frame["row"].to_list(), frame[name].to_list(), strict=True))
    return {
        row: value
        for m in ranges
        if (value := at.get(m.first_row)) is not None
        for row in range(m.first_row + 1, m.last_row + 1)
    }


def group_families(
    frame: pl.DataFrame, kk_position: int | None, merges: Sequence[Merge]
) -> pl.DataFrame:
    """Fill KK down a family and number the families (`family_seq`) of a village list.

    `frame` has the list's data rows in order with `row`, `no_kk`, `no_urut`, `hubungan_keluarga`.
    Where every row has its KK the layout shows no families, and `family_seq` stays null.
    """
    kk = frame["no_kk"].to_list()
    if frame.height == 0 or None not in kk:
        return frame
    heads = [
        bool(text and HEAD_OF_FAMILY.match(text)) for text in frame["hubungan_keluarga"].to_list()
    ]
    relations = frame["hubungan_keluarga"].is_not_null().to_list()
    numbers = frame["no_urut"].to_list()
    rows = frame["row"].to_list()
    merged = _merged_rows(kk_position, merges)
    numbered_once = any(n is None for n in numbers) and any(n is not None for n in numbers)
    opens = _numbers_open_families(kk, heads, numbers) if numbered_once else False
    given_once, in_order = _given_once(kk), _in_order(kk)
    if all(value is None for value in kk) and not any(heads) and not numbered_once:
        return frame
    filled: list[str | None] = []
    families: list[int] = []
    family, current = 0, None
    for i, value in enumerate(kk):
        belongs = i > 0 and (
            merged.get(rows[i]) is not None and merged.get(rows[i]) == merged.get(rows[i - 1])
        )
        if not belongs and value is not None:
            belongs = i > 0 and value == current
        elif not belongs and i > 0 and not heads[i]:
            if opens and numbers[i] is not None:
                belongs = False
            elif relations[i]:
                belongs = in_order
            else:
                belongs = (numbered_once and numbers[i] is None) or given_once
        if not belongs:
            family += 1
            current = value
        elif current is None and value is not None:
            current = value
        filled.append(current if value is None else value)
        families.append(family)
    return frame.with_columns(
        pl.Series("no_kk", filled, dtype=pl.String),
        pl.Series("family_seq", families, dtype=pl.Int64),
    )


def _merged_rows(position: int | None, merges: Sequence[Merge]) -> dict[int, int]:
    """Row → first row of the merged KK range that it belongs to."""
    return {
        row: m.first_row
        for m in merges
        if position is not None and m.first_column <= position <= m.last_column
        for row in range(m.first_row, m.last_row + 1)
        if m.last_row > m.first_row
    }


def _numbers_open_families(
    kk: Sequence[str | None], heads: Sequence[bool], numbers: Sequence[str | None]
) -> bool:
    """Whether running numbers are on the first rows of families only.

    They are when few families begin without one: by a head, or by a KK other than the one above.
    """
    begins = [
        heads[i] or (value is not None and value != kk[i - 1]) if i else True
        for i, value in enumerate(kk)
    ]
    numbered = [number is not None for number in numbers]
    without = sum(b and not n for b, n in zip(begins, numbered, strict=True))
    inside = sum(n and not b for b, n in zip(begins, numbered, strict=True))
    return without <= 0.1 * sum(begins) and inside <= 0.3 * (len(begins) - sum(begins))


def _given_once(kk: Sequence[str | None]) -> bool:
    """Whether the list gives each KK on one row only, with blanks for the other members."""
    given = [value for value in kk if value is not None]
    blanks = len(kk) - len(given)
    repeats = sum(a == b for a, b in pairwise(given))
    return len(given) >= 2 and blanks >= 0.2 * len(kk) and repeats <= 0.05 * len(given)


def _in_order(kk: Sequence[str | None]) -> bool:
    """Whether the rows of a KK stand together, so that a row without KK has its family above it."""
    given = [value for value in kk if value is not None]
    runs = 1 + sum(a != b for a, b in pairwise(given))
    return runs <= 1.2 * len(set(given)) + 1

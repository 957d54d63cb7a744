"""Columns understood: what their headers say, set against the cells below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import polars as pl

from pipelines.intake.columns.cell_kinds import LONG_NUMBER
from pipelines.intake.columns.content import refine
from pipelines.intake.columns.headers import Found, folded
from schemas.source import SourceTable

SAMPLE_ROWS = 200
WIDE = 0.9
"""Certainty of a column taken to belong to the wide header on its left."""


def understood(found: Sequence[Found], body: pl.DataFrame, table: SourceTable) -> list[Found]:
    """The columns of a header once the cells below it (`body`) have been looked at.

    What an officer named stands; the cells of a column that was set aside are not looked at.
    """
    named = {f.position: f for f in found if f.basis == "config"}
    unseen = [str(f.position) for f in named.values() if f.canonical is None]
    seen = below_wide_headers(one_column_each(list(found), body), body)
    seen = refine(seen, body.with_columns(pl.lit(None, pl.String).alias(p) for p in unseen), table)
    return _as_named(seen, named)


def _as_named(found: Sequence[Found], named: Mapping[int, Found]) -> list[Found]:
    """The columns with those an officer named, whose names no other column has."""
    taken = {f.canonical for f in named.values()} - {None}
    return [
        named.get(f.position)
        or (replace(f, canonical=None, certainty=0.0) if f.canonical in taken else f)
        for f in found
    ]


def one_column_each(found: list[Found], body: pl.DataFrame) -> list[Found]:
    """Prefer, of two columns with one header text, the one that is filled."""
    filled = {f.position: body.height - body[str(f.position)].null_count() for f in found}
    result = list(found)
    for i, chosen in enumerate(found):
        if chosen.canonical is None or filled[chosen.position]:
            continue
        for j, other in enumerate(found):
            same = set(folded(other.header)) & set(folded(chosen.header))
            if other.canonical is None and same and filled[other.position]:
                result[i] = replace(chosen, canonical=None, certainty=0.0)
                result[j] = replace(other, canonical=chosen.canonical, certainty=1.0)
                break
    return result


def below_wide_headers(found: list[Found], body: pl.DataFrame) -> list[Found]:
    """Where a header covers two columns and the cells stand in the right one, take that one."""
    result = list(found)
    for i, (left, right) in enumerate(pairwise(found)):
        if left.canonical is None or right.header or right.canonical or left.basis == "config":
            continue
        cells = body[str(right.position)].drop_nulls().head(SAMPLE_ROWS)
        if cells.is_empty() or body[str(left.position)].null_count() < body.height:
            continue
        numbers = int(cells.str.contains(LONG_NUMBER.pattern).sum())
        if left.canonical not in ("nik", "no_kk") or 2 * numbers >= cells.len():
            result[i] = replace(left, canonical=None, certainty=0.0)
            result[i + 1] = replace(
                right, canonical=left.canonical, basis="content", certainty=WIDE
            )
    return result

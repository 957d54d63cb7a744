"""Rows of a service survey: answers, and the sums and averages that offices write below them.

An office's own sheet ends as the annex of Permenpan RB 14/2017 shows it: the sum of each element,
its average (NRR), the weighted average, the index and its letter.
"""

from __future__ import annotations

import re

import polars as pl

from pipelines.intake.grid.block import Block
from schemas.sources import ELEMENTS

SUMS = re.compile(
    r"(?i)^\s*(?:[ΣƩ∑]|(?:jumlah|total|jml|rata[\s-]*rata)\b|(?:nrr|nilai|bobot|ikm|skm|indeks|mutu|"
    r"kinerja)\b)"
)
ANSWER = r"^\s*[1-4](?:[.,]0+)?\s*$"


def is_sum(text: str, block: Block) -> bool:
    """Whether a row of a survey that begins with this text sums up the answers above."""
    return block.table.role == "survey" and bool(SUMS.match(text))


def answered(block: Block, body: pl.DataFrame) -> pl.Expr | None:
    """Rows that give half of the elements a number 1 to 4 and are no sums and no column numbers.

    None where the table is no survey.
    """
    places = [place for element in ELEMENTS if (place := block.position(element))]
    if block.table.role != "survey" or not places:
        return None
    numbers = pl.sum_horizontal(pl.col(place).str.contains(ANSWER) for place in places)
    first = pl.coalesce(pl.col(name) for name in body.columns)
    counted = pl.all_horizontal(
        pl.col(place).str.strip_chars("() ") == str(number)
        for number, place in enumerate(places[:4], start=1)
    )
    return (2 * numbers >= len(places)) & ~first.str.contains(SUMS.pattern) & ~counted

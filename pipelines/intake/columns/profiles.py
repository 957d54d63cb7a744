"""What the cells of a column look like: shares of numbers, dates, names and closed words.

A NIK and a KK are both 16 digits with a date inside. A NIK carries its holder's date of birth, with
40 added to the day for women, and belongs to one person; a KK carries the date of recording, never
has a day above 31, and repeats over the rows of a family. That tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import polars as pl

from pipelines.domain.nik import inside, nik_sex
from pipelines.domain.villages import VILLAGE_CODE
from pipelines.intake.columns.cell_kinds import (
    NAME,
    RELATION,
    SEX,
    date_parts,
    sixteen_digits,
)
from pipelines.intake.columns.headers import Found, about_others

SAMPLE_ROWS = 1000
ENOUGH = 0.6
"""Share of a column's cells of one kind from which the column is of that kind."""

Cells = TypeVar("Cells", pl.DataFrame, pl.Series)


@dataclass(frozen=True)
class Profile:
    """What the sampled values of one column look like; shares are of its non-blank values."""

    position: int
    filled: float
    numbers: float
    distinct: float
    dates: float
    names: float
    sexes: float
    relations: float
    villages: float


def profiled(cells: pl.DataFrame, found: Sequence[Found]) -> dict[int, Profile]:
    """Profiles by position of the columns in question, over rows spread evenly through the table.

    In question are columns without a name, those named NIK or KK, and all with long numbers; not
    those about someone else than the person of the row.
    """
    sample = spread(cells)
    long_numbers = sample.select(pl.all().str.count_matches(r"\d").ge(15).sum()).row(0)
    named = {f.position for f in found if f.canonical not in (None, "nik", "no_kk")}
    others = {f.position for f in about_others(found)}
    return {
        position: _profile(position, sample[str(position)], sample.height)
        for position in range(1, cells.width + 1)
        if position not in others and (position not in named or long_numbers[position - 1])
    }


def spread(cells: Cells) -> Cells:
    """So many cells or rows as show what a column is, spread evenly through the table."""
    return cells.gather_every(max(1, len(cells) // SAMPLE_ROWS)).head(SAMPLE_ROWS)


def _profile(position: int, column: pl.Series, height: int) -> Profile:
    values = column.drop_nulls().to_list()
    if not values:
        return Profile(position, 0, 0, 0, 0, 0, 0, 0, 0)
    count = len(values)
    numbers = [number for number in map(sixteen_digits, values) if number]
    low = [value.lower().strip() for value in values]
    return Profile(
        position,
        count / height,
        len(numbers) / count,
        len(set(low)) / count,
        sum(date_parts(value) is not None for value in values) / count,
        sum(bool(NAME.match(value)) for value in values) / count,
        sum(value in SEX for value in low) / count,
        sum(value in RELATION for value in low) / count,
        sum(bool(VILLAGE_CODE.fullmatch(value)) for value in values) / count,
    )


def has_numbers(column: pl.Series) -> bool:
    """Whether most filled cells hold one number of 16 digits."""
    values = spread(column).drop_nulls().to_list()
    return sum(sixteen_digits(value) is not None for value in values) >= ENOUGH * len(values) > 0


def agreement(cells: pl.DataFrame, numbers: int, dates: int) -> float:
    """Share of rows in which the date inside the number is the date of birth next to it."""
    both = same = 0
    for number_text, date_text in spread(cells.select(str(numbers), str(dates))).rows():
        number = sixteen_digits(number_text or "")
        written = date_parts(date_text or "")
        if number and written:
            day, month, year = written
            both += 1
            same += inside(number) in ((day, month, year), (month, day, year))
    return same / both if both else 0.0


def run_share(column: pl.Series) -> float:
    """Share of filled cells that repeat the filled cell above: high for a KK, nil for a NIK."""
    filled = column.drop_nulls()
    if filled.len() < 2:
        return 0.0
    return float((filled == filled.shift(1)).sum()) / (filled.len() - 1)


def person_likeness(cells: pl.DataFrame, position: int, dates: int | None) -> float:
    """How much a column of 16-digit numbers looks like NIK (positive) or KK (negative)."""
    column = cells[str(position)]
    sample = spread(column).drop_nulls()
    numbers = [n for n in map(sixteen_digits, sample.to_list()) if n]
    if not numbers:
        return 0.0
    women = sum(nik_sex(n) == "P" for n in numbers) / len(numbers)
    likeness = 2.0 * min(women, 0.5) - 2.0 * run_share(column)
    if dates is not None and dates != position:  # NIKs may stand below a birth date's header
        likeness += 2.0 * agreement(cells, position, dates)
    return likeness

"""Rows whose cells stand one place too far left or right.

Someone inserted or deleted a single cell, so that a NIK is under NAMA and the name next to it.
A row is put right only where that is beyond doubt: every cell of a kind that can be known (a number
of 16 digits, a date, a sex, a relation) then stands under its own header, and no other way of
moving the row fits as well. Any other row stays as it is and is reported by its problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import polars as pl

from pipelines.domain.nik import inside, may_be_kk
from pipelines.intake.columns.cell_kinds import RELATION, SEX, date_parts, sixteen_digits
from pipelines.intake.files.grids import Grid
from pipelines.intake.grid.block import Block

LETTERS = re.compile(r"^[^\d]*[A-Za-z]{2}[^\d]*$")
SHORT = re.compile(r"^\d{1,4}\.?$")
RUNNING = re.compile(r"^(?:0|\d{1,3})$")

T = TypeVar("T")
Fits = Callable[[str], bool]
CELL_KINDS: dict[str, tuple[int, Fits]] = {
    "nik": (2, lambda text: sixteen_digits(text) is not None),
    "no_kk": (2, lambda text: (n := sixteen_digits(text)) is not None and may_be_kk(n)),
    "tanggal_lahir": (2, lambda text: date_parts(text) is not None),
    "nama": (1, lambda text: LETTERS.match(text) is not None),
    "jenis_kelamin": (1, lambda text: text.lower() in SEX or text in ("1", "2")),
    "hubungan_keluarga": (
        1,
        lambda text: text.lower() in RELATION or RUNNING.match(text) is not None,
    ),
    "no_urut": (1, lambda text: SHORT.match(text) is not None),
    "rt": (1, lambda text: RUNNING.match(text) is not None),
    "rw": (1, lambda text: RUNNING.match(text) is not None),
}
"""Columns whose cells can be known by their content: weight, and what a cell looks like."""

AGREES = 2
"""What a NIK that holds the date of birth next to it counts in addition."""

LEAD = 4
FEWEST_FITS = 5


def unshifted(grid: Grid, block: Block) -> tuple[Grid, frozenset[int]]:
    """The grid with the block's shifted rows put right, and the indices of those rows."""
    at = {f.canonical: f.position - 1 for f in block.found if f.canonical in CELL_KINDS}
    if "nama" not in at or not {"nik", "no_kk"} & set(at):
        return grid, frozenset()
    body = grid.cells.slice(block.first, block.end - block.first)
    moved: dict[int, tuple[int, int]] = {}
    for i in _odd_rows(body, at):
        move = _certain_move(body.row(i), at)
        if move is not None:
            moved[block.first + i] = move
    if not moved:
        return grid, frozenset()
    cells = _with_moves(grid.cells, moved, None)
    numeric = _with_moves(grid.numeric, moved, False) if grid.numeric.width else grid.numeric
    return replace(grid, cells=cells, numeric=numeric), frozenset(moved)


def _odd_rows(body: pl.DataFrame, at: dict[str, int]) -> list[int]:
    """Rows with a long number under a name or running number, words under a number or next to a
    blank name."""

    def column(name: str) -> pl.Expr:
        return pl.col(str(at[name] + 1))

    numbers = [
        column(name).str.count_matches(r"\d") >= 15
        for name in ("nama", "no_urut", "tanggal_lahir", "jenis_kelamin")
        if name in at
    ]
    words = [column(name).str.contains(LETTERS.pattern) for name in ("nik", "no_kk") if name in at]
    beside = [str(at["nama"] + 1 + step) for step in (-1, 1)]
    named_beside = [pl.col(p).str.contains(LETTERS.pattern) for p in beside if p in body.columns]
    words.append(column("nama").is_null() & pl.any_horizontal(named_beside))
    return (
        body.select(pl.any_horizontal(*numbers, *words).fill_null(False))
        .to_series()
        .arg_true()
        .to_list()
    )


def _certain_move(row: Sequence[str | None], at: dict[str, int]) -> tuple[int, int] | None:
    """(index, +1 a cell is missing there / -1 a blank cell is too many there) that mends a row."""
    before, _ = _score(row, at)
    best: list[tuple[int, tuple[int, int], tuple[str | None, ...]]] = []
    for move in _moves(row):
        mended = _moved(row, move, None)
        score, faults = _score(mended, at)
        if faults == 0 and score >= FEWEST_FITS:
            best.append((score, move, tuple(mended[i] for i in at.values())))
    if not best:
        return None
    top = max(score for score, _, _ in best)
    leaders = [(move, values) for score, move, values in best if score == top]
    alike = len({values for _, values in leaders}) == 1
    return leaders[0][0] if alike and top - before >= LEAD else None


def _moves(row: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    for i, cell in enumerate(row):
        if cell is None:
            yield i, -1
    if row[-1] is None:
        for i in range(len(row)):
            yield i, 1


def _score(row: Sequence[str | None], at: dict[str, int]) -> tuple[int, int]:
    """Weights of the cells that fit their column less those that do not, and how many do not."""
    score = faults = 0
    for name, i in at.items():
        cell = row[i]
        if cell is None:
            continue
        weight, fits = CELL_KINDS[name]
        good = fits(cell)
        score += weight if good else -weight
        faults += not good
    if "nik" in at and "tanggal_lahir" in at:
        number = sixteen_digits(row[at["nik"]] or "")
        born = date_parts(row[at["tanggal_lahir"]] or "")
        if number and born:
            score += AGREES if inside(number) == born else 0
    return score, faults


def _moved(row: Sequence[T], move: tuple[int, int], blank: T) -> list[T]:
    i, step = move
    cells = list(row)
    if step < 0:
        return [*cells[:i], *cells[i + 1 :], blank]
    return [*cells[:i], blank, *cells[i:-1]]


def _with_moves(
    frame: pl.DataFrame, moved: dict[int, tuple[int, int]], blank: bool | None
) -> pl.DataFrame:
    rows = [_moved(frame.row(i), move, blank) for i, move in moved.items()]
    index = pl.Series("index", list(moved), dtype=pl.UInt32)
    mended = pl.DataFrame(rows, schema=frame.schema, orient="row").insert_column(0, index)
    whole = frame.with_row_index()
    return (
        pl.concat([whole.filter(~pl.col("index").is_in(index.implode())), mended])
        .sort("index")
        .drop("index")
    )

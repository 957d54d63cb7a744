"""One table on a sheet as raw frames: its data rows, and what its columns were understood as."""

from __future__ import annotations

import polars as pl

from pipelines.intake.columns.cell_kinds import LONG_NUMBER
from pipelines.intake.columns.compounds import taken_apart
from pipelines.intake.columns.headers import PART, about_others
from pipelines.intake.columns.other_people import is_member
from pipelines.intake.files.grids import Grid
from pipelines.intake.grid.block import Block
from schemas.base import dtypes
from schemas.raw import ColumnFound, raw_schema
from schemas.sources import TABLES

SHIFTED = "cells_shifted"
MEMBERS_BESIDE = "members_beside"


def data_frame(
    grid: Grid, block: Block, reasons: dict[int, str], shifted: frozenset[int] = frozenset()
) -> pl.DataFrame:
    """The block's data rows with canonical columns, `row`, `numeric_cells`, `marks` and `extra`.

    `reasons` are the rows that are not data, `shifted` those put right, by index of the grid.
    """
    index = pl.Series(
        [i for i in range(block.first, block.end) if i not in reasons], dtype=pl.UInt32
    )
    cells = grid.cells[index]
    named = {f.canonical: str(f.position) for f in block.found if f.canonical is not None}
    numeric = [
        pl.when(pl.col(position)).then(pl.lit(name))
        for name, position in named.items()
        if position in grid.numeric.columns and grid.numeric[position].any()
    ]
    numbers = (
        grid.numeric[index].select(pl.concat_list(numeric).list.drop_nulls().alias("n"))["n"]
        if numeric
        else no_numbers(cells.height)
    )
    frame = cells.select(pl.col(position).alias(name) for name, position in named.items())
    headers = {f.canonical: f.header for f in block.found if f.canonical is not None}
    frame = taken_apart(_put_together(frame), headers, block.table.column_names)
    return frame.with_columns(
        grid.rows[index].alias("row"),
        pl.lit(grid.sheet).alias("sheet"),
        numbers.alias("numeric_cells"),
        _marks(
            {
                SHIFTED: index.is_in(sorted(shifted)),
                MEMBERS_BESIDE: _members_beside(cells, block),
            }
        ),
        _extra(cells, block).alias("extra"),
    )


def _marks(marked: dict[str, pl.Series]) -> pl.Series:
    """The codes that hold for each row as a list; null where none does."""
    codes = pl.concat_list(pl.when(mask).then(pl.lit(code)) for code, mask in marked.items())
    lists = pl.select(codes.list.drop_nulls().alias("marks"))
    return lists.select(pl.when(pl.col("marks").list.len() > 0).then("marks")).to_series()


def _members_beside(cells: pl.DataFrame, block: Block) -> pl.Series:
    """Whether a row of a village's list gives the number of a member of whom nothing is read.

    Other sources name relatives next to the person for reasons of their own (a pupil's SKTM).
    """
    others = about_others(block.found) if block.table.name == "usulan_desa" else []
    numbers = [
        pl.col(str(f.position)).str.contains(LONG_NUMBER.pattern)
        for f in others
        if is_member(f.whose)
    ]
    numbered = pl.any_horizontal(pl.repeat(False, pl.len()), *numbers)
    return cells.select(numbered.fill_null(False)).to_series()


def no_numbers(height: int) -> pl.Series:
    """`numeric_cells` of rows in which no cell held a number."""
    return pl.Series([[]], dtype=pl.List(pl.String)).new_from_index(0, height)


def _put_together(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns of one group title as one: the answer ticked, day-month-year, or a name."""
    groups: dict[str, list[str]] = {}
    for name in frame.columns:
        if PART in name:
            groups.setdefault(name.split(PART)[0], []).append(name)
    for name, parts in groups.items():
        if name == "tanggal_lahir":
            whole = pl.concat_str(sorted(parts), separator="-")
        elif name == "nama":
            whole = pl.concat_str(sorted(parts), separator=" ", ignore_nulls=True)
        else:
            whole = pl.coalesce(
                pl.when(pl.col(part).is_not_null() & ~pl.col(part).is_in(["-", "0"])).then(
                    pl.lit(part.split(PART)[1])
                )
                for part in parts
            )
        if name in frame.columns:
            whole = pl.coalesce(pl.col(name), whole)
        frame = frame.with_columns(whole.alias(name)).drop(parts)
    return frame


def _extra(cells: pl.DataFrame, block: Block) -> pl.Series:
    """Unrecognized columns as JSON of header → text; null where all are blank."""
    names: dict[str, str] = {}
    for f in block.found:
        position = str(f.position)
        if f.canonical is None and cells[position].null_count() < cells.height:
            header = f.header or f"kolom {f.position}"
            names[position] = header if header not in names.values() else f"{header} ({position})"
    if not names:
        return pl.repeat(None, cells.height, dtype=pl.String, eager=True)
    chosen = cells.select(pl.col(p).alias(h) for p, h in names.items())
    return chosen.select(
        pl.when(pl.any_horizontal(pl.all().is_not_null())).then(
            pl.struct(pl.all()).struct.json_encode()
        )
    ).to_series()


def complete(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """All columns of the raw table in declared order; what was not found is null."""
    schema = raw_schema(TABLES[table])
    return frame.select(
        pl.col(name).cast(dtype) if name in frame.columns else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in schema.items()
    )


def column_frame(grid: Grid, block: Block) -> pl.DataFrame:
    """`raw.ColumnFound` of one table, without the file; columns with nothing in them left out."""
    body = grid.cells.slice(block.first, block.end - block.first)
    filled = {f.position: body.height - body[str(f.position)].null_count() for f in block.found}
    shown = [f for f in block.found if f.header or f.canonical or filled[f.position]]
    return pl.DataFrame(
        {
            "sheet": [grid.sheet] * len(shown),
            "table": [block.table.name] * len(shown),
            "signature": [block.signature or None] * len(shown),
            "position": [f.position for f in shown],
            "header": [f.header or None for f in shown],
            "canonical": [f.canonical for f in shown],
            "basis": [f.basis for f in shown],
            "certainty": [f.certainty for f in shown],
            "filled": [filled[f.position] for f in shown],
        },
        schema={name: dtype for name, dtype in dtypes(ColumnFound).items() if name != "file"},
    )

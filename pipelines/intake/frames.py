"""Rows of one table on a sheet as a raw frame: canonical columns, number cells, unknown columns."""

from __future__ import annotations

import polars as pl

from pipelines.intake.grids import Grid
from pipelines.intake.headers import COMPOUND, PART
from pipelines.intake.layout import Block
from schemas.sources import TABLES

SPLIT_BIRTH = r"^\s*(.*?)[\s,/;|]*\(?(\d{1,4}[-/. ]\s*(?:\d{1,2}|[A-Za-z]+)[-/. ]\s*\d{2,4})\)?\s*$"


def data_frame(grid: Grid, block: Block, reasons: dict[int, str]) -> pl.DataFrame:
    """The block's data rows with canonical columns, `row`, `numeric_cells` and `extra`."""
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
    frame = _taken_apart(_put_together(frame), block)
    return frame.with_columns(
        grid.rows[index].alias("row"),
        pl.lit(grid.sheet).alias("sheet"),
        numbers.alias("numeric_cells"),
        _extra(cells, block).alias("extra"),
    )


def no_numbers(height: int) -> pl.Series:
    return pl.Series([[]], dtype=pl.List(pl.String)).new_from_index(0, height)


def _put_together(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns of one group title as one: the answer whose box is ticked, or day-month-year."""
    groups: dict[str, list[str]] = {}
    for name in frame.columns:
        if PART in name:
            groups.setdefault(name.split(PART)[0], []).append(name)
    for name, parts in groups.items():
        if name == "tanggal_lahir":
            whole = pl.concat_str(sorted(parts), separator="-")
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


def _taken_apart(frame: pl.DataFrame, block: Block) -> pl.DataFrame:
    """Columns that hold two things in one cell: place and date of birth, RT/RW."""
    patterns = {"tempat_tanggal_lahir": SPLIT_BIRTH, "rt_rw": r"^\D*(\d+)\s*[/\-. ]+\D*(\d+)"}
    for compound, (left, right) in COMPOUND.items():
        if compound not in frame.columns:
            continue
        parts = frame.select(
            pl.col(compound).str.extract_groups(patterns[compound]).alias("parts")
        )["parts"].struct.unnest()
        whole = frame[compound]
        halves = {left: parts["1"].fill_null(whole).replace("", None), right: parts["2"]}
        frame = frame.with_columns(
            values.alias(name)
            for name, values in halves.items()
            if name not in frame.columns and name in block.table.column_names
        ).drop(compound)
    return frame


def _extra(cells: pl.DataFrame, block: Block) -> pl.Series:
    """Unrecognised columns as JSON of header → text; null where all are blank."""
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
    schema = TABLES[table].schema()
    return frame.select(
        pl.col(name).cast(dtype) if name in frame.columns else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in schema.items()
    )

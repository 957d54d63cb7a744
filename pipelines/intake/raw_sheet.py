"""The tables of one sheet as raw frames: families put together, rows set aside, columns named."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import polars as pl

from pipelines.intake.files.grids import Grid
from pipelines.intake.rows.aside import recap_set_aside, set_aside
from pipelines.intake.rows.family_rows import families_above, members_of_families
from pipelines.intake.rows.frames import column_frame, complete, data_frame
from pipelines.intake.rows.grouped_families import grouped
from pipelines.intake.rows.sections import with_section_villages
from pipelines.intake.sheet_tables import Sheet, SheetTable


@dataclass(frozen=True)
class RawSheet:
    """What a sheet gives: (raw table, rows) in order, rows that are not data, columns found.

    All frames lack the columns of the file.
    """

    tables: list[tuple[str, pl.DataFrame]] = field(default_factory=list)
    not_data: list[pl.DataFrame] = field(default_factory=list)
    columns: list[pl.DataFrame] = field(default_factory=list)


def raw_sheet(sheet: Sheet, village: str | None, district: str | None) -> RawSheet:
    """The raw frames of a sheet, whose titles name this village and district."""
    grid = replace(sheet.grid, sheet=sheet.name)
    if not sheet.tables:
        return RawSheet(not_data=recap_set_aside(grid))
    raw = RawSheet()
    families = 0
    for number, table in enumerate(sheet.tables):
        block, name = table.block, table.block.table.name
        data = data_frame(grid, block, table.not_data, table.shifted).with_columns(
            pl.lit(village, dtype=pl.String).alias("title_village"),
            pl.lit(district, dtype=pl.String).alias("title_district"),
        )
        data = with_section_villages(data, grid, table.not_data)
        above = families_above(grid, block) if number == 0 else []
        data, family_rows = _with_families(data, grid, table, above, families)
        families = max(families, _last_family(data))
        raw.tables.extend([*family_rows, (name, complete(data, name))])
        own_header = range(block.header, block.first) if number else ()
        raw.not_data.extend(
            set_aside(grid, dict.fromkeys(own_header, "header") | table.not_data, name)
        )
        raw.columns.append(column_frame(grid, block))
    return raw


def _with_families(
    data: pl.DataFrame, grid: Grid, table: SheetTable, above: list[int], offset: int
) -> tuple[pl.DataFrame, list[tuple[str, pl.DataFrame]]]:
    """The data rows with their families, and the family rows where there are any."""
    rows = [*above, *table.families]
    if rows:
        data, family_rows = members_of_families(data, grid, rows, offset)
        return data, [("bip_keluarga", family_rows)]
    if table.block.table.name == "usulan_desa":
        data = grouped(data, grid, table.block, offset)
    return data, []


def _last_family(data: pl.DataFrame) -> int:
    """The highest number of a family; 0 where none is numbered."""
    numbers = data["family_seq"].to_list() if "family_seq" in data.columns else []
    return max((number for number in numbers if number is not None), default=0)

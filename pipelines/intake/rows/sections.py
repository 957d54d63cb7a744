"""Titles between the rows of a list (`DESA X`, `RT 02`): whose the rows below them are."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from pipelines.intake.files.grids import Grid
from pipelines.intake.grid.titles import village_of

SECTION = re.compile(
    r"(?i)^\s*(?:rt|rw|dusun|desa|kelurahan|lingkungan|kecamatan|rukun|blok)\b[\s.:/]*[\w\s./:]*$"
)


def with_section_villages(
    data: pl.DataFrame, grid: Grid, reasons: Mapping[int, str]
) -> pl.DataFrame:
    """Data rows whose `title_village` is that of the title right above them, where one names it.

    `reasons` are the rows that are not data, by index of the grid.
    """
    titles = []
    for i, reason in sorted(reasons.items()):
        if reason == "note":
            text = grid.text(i)
            found = village_of(text) if SECTION.match(text) else None
            if found:
                titles.append((int(grid.rows[i]), found))
    if not titles:
        return data
    sections = pl.DataFrame(titles, schema={"row": pl.Int64, "_section": pl.String}, orient="row")
    return (
        data.sort("row")
        .join_asof(sections, on="row")
        .with_columns(pl.coalesce("_section", "title_village").alias("title_village"))
        .drop("_section")
    )

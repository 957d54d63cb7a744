"""One file's bytes to raw rows: grids, tables on them, rows sorted into data and not data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from pipelines.intake.columns.headers import folded
from pipelines.intake.columns.named_by_officers import NO_CORRECTIONS, ColumnCorrections
from pipelines.intake.files.any_file import read_grids
from pipelines.intake.files.grids import Grid, RefusedFile
from pipelines.intake.grid.layout import Block, likely_header
from pipelines.intake.grid.titles import date_of_file, village_of, village_of_file
from pipelines.intake.grid.transposed import is_transposed
from pipelines.intake.rows.data_rows import SECTION
from pipelines.intake.rows.families import fill_from_merges, group_families, parse_family_row
from pipelines.intake.rows.family_rows import families_above
from pipelines.intake.rows.frames import complete, data_frame, no_numbers
from pipelines.intake.rows.replacement import mark_of
from pipelines.intake.sheet_tables import Sheet, candidates, joined, read_sheets
from schemas.base import dtypes
from schemas.columns import VOCABULARY, fold
from schemas.raw import ColumnFound, NotData
from schemas.sources import TABLES

LAYOUT_MARKS: tuple[tuple[str, frozenset[str]], ...] = (
    ("opensid", frozenset({"kklevel", "tempatlahir", "statusdasar"})),
    ("siak", frozenset({"namapenduduk", "shdk", "petugasregistrasi"})),
    ("bdt", frozenset({"nomorurutart", "namakrt", "idrumahtangga"})),
)


REPLY_HEADERS = frozenset(
    fold(VOCABULARY[name].label) for name in ("id_temuan", "hasil_verifikasi")
)
"""What verification lists have and no list of proposals has. Filed among those by mistake, one
would propose everybody whom the village was asked about."""


@dataclass
class Reading:
    """What one file holds; frames carry sheet and row, the caller adds the file's own columns."""

    tables: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    not_data: list[pl.DataFrame] = field(default_factory=list)
    columns: list[pl.DataFrame] = field(default_factory=list)
    layout: str = "table"
    list_date: date | None = None
    list_date_basis: str | None = None
    replaces: bool | None = None
    replaces_basis: str | None = None

    def rows_of(self, table: str) -> int:
        return sum(frame.height for frame in self.tables.get(table, []))


class NotUnderstood(RefusedFile):
    """No sheet has the key columns; `columns` tell what its likeliest headers were taken for.

    They are `raw.ColumnFound` rows without the file, so that an officer can name the columns.
    """

    def __init__(self, columns: pl.DataFrame) -> None:
        super().__init__("no_key_columns")
        self.columns = columns


def read_content(
    content: bytes, source: str, file: str, said: ColumnCorrections = NO_CORRECTIONS
) -> Reading:
    """Read one file of a source folder.

    Args:
        content: the file's bytes; source: its folder; file: its path, for what the name says;
        said: what officers said of columns.

    Raises RefusedFile when the file cannot be used as a whole.
    """
    grids = [grid for grid in read_grids(content) if grid.cells.height]
    sheets = read_sheets(grids, source, file, said)
    if not any(sheet.tables for sheet in sheets):
        raise _refusal(grids, source)
    if source == "usulan-desa" and any(_is_reply(sheet) for sheet in sheets):
        raise RefusedFile("is_reply")
    reading = Reading()
    village, district = _agreed([s.village for s in sheets]), _agreed([s.district for s in sheets])
    for sheet in sheets:
        if sheet.tables:
            _read_sheet(reading, sheet, sheet.village or village, sheet.district or district)
        else:
            _set_recap_aside(reading, sheet.grid)
    if not any(frame.height for frames in reading.tables.values() for frame in frames):
        raise RefusedFile("empty")
    reading.layout = _layout(reading, sheets, source)
    _date(reading, sheets, file)
    if source == "usulan-desa":
        _replacement(reading, sheets, file)
    hint = village_of_file(file)
    for frames in reading.tables.values():
        frames[:] = [
            frame.with_columns(
                pl.lit(hint, dtype=pl.String).alias("file_village"),
                pl.lit(reading.list_date, dtype=pl.Date).alias("list_date"),
                pl.lit(reading.replaces, dtype=pl.Boolean).alias("list_replaces"),
            )
            for frame in frames
        ]
    return reading


def _refusal(grids: Sequence[Grid], source: str) -> RefusedFile:
    """Why no table was found: it lies on its side, or its headers are in no known spelling."""
    tables = candidates(source)
    if any(is_transposed(grid, tables) for grid in grids):
        return RefusedFile("transposed")
    likely = [(grid, block) for grid in grids if (block := likely_header(grid, tables))]
    frames = [_columns(grid.sheet, grid, block) for grid, block in likely]
    return NotUnderstood(pl.concat(frames)) if frames else RefusedFile("no_key_columns")


def _is_reply(sheet: Sheet) -> bool:
    return any(
        {fold(found.header) for found in table.block.found} >= REPLY_HEADERS
        for table in sheet.tables
    )


def _agreed(values: Sequence[str | None]) -> str | None:
    """The one value that all sheets that say something agree on."""
    said = {value.lower(): value for value in values if value}
    return next(iter(said.values())) if len(said) == 1 else None


def _read_sheet(reading: Reading, sheet: Sheet, village: str | None, district: str | None) -> None:
    grid = replace(sheet.grid, sheet=sheet.name)
    family_offset = 0
    for table in sheet.tables:
        block, reasons, families = table.block, table.not_data, table.families
        if table is sheet.tables[0]:
            families = [*families_above(grid, block), *families]
        data = data_frame(grid, block, reasons, table.shifted)
        data = data.with_columns(
            pl.lit(village, dtype=pl.String).alias("title_village"),
            pl.lit(district, dtype=pl.String).alias("title_district"),
        )
        data = _with_section_villages(data, grid, reasons)
        if families:
            data = _with_families(reading, data, grid, families, family_offset)
        elif block.table.name == "usulan_desa":
            data = _grouped(data, block, grid, family_offset)
        if "family_seq" in data.columns:
            family_offset = max(family_offset, data["family_seq"].max() or 0)  # type: ignore[assignment]
        reading.tables.setdefault(block.table.name, []).append(complete(data, block.table.name))
        later_header = range(block.header, block.first) if table is not sheet.tables[0] else ()
        aside = dict.fromkeys(later_header, "header") | reasons
        _set_aside(reading, grid, aside, block.table.name)
        reading.columns.append(_columns(grid.sheet, grid, block))


def _with_section_villages(data: pl.DataFrame, grid: Grid, reasons: dict[int, str]) -> pl.DataFrame:
    """A title between the rows (`DESA X`) names the village of the rows below it."""
    titles = []
    for i, reason in sorted(reasons.items()):
        if reason == "note":
            text = joined(grid.line(i))
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


def _grouped(data: pl.DataFrame, block: Block, grid: Grid, offset: int) -> pl.DataFrame:
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


def _with_families(
    reading: Reading, data: pl.DataFrame, grid: Grid, families: Sequence[int], offset: int
) -> pl.DataFrame:
    """Members take what their family row says; family rows become rows of `bip_keluarga`."""
    parsed = [
        {"row": int(grid.rows[i]), "family_seq": offset + n, **parse_family_row(grid.line(i))}
        for n, i in enumerate(families, start=1)
    ]
    columns = TABLES["bip_keluarga"].column_names
    frame = pl.DataFrame(
        parsed,
        schema={"row": pl.Int64, "family_seq": pl.Int64, **dict.fromkeys(columns, pl.String)},
    )
    family_indices = set(frame["row"].to_list())
    data = data.filter(~pl.col("row").is_in(family_indices)).sort("row")
    taken = [c for c in columns if c != "nama_kepala"]
    data = data.join_asof(
        frame.select("row", "family_seq", *(pl.col(c).alias(f"_{c}") for c in taken)), on="row"
    )
    data = data.with_columns(
        (pl.coalesce(c, f"_{c}") if c in data.columns else pl.col(f"_{c}")).alias(c) for c in taken
    ).drop(f"_{c}" for c in taken)
    titles = data.select("title_village", "title_district").unique()
    same = titles.height == 1
    family_rows = frame.with_columns(
        pl.lit(grid.sheet).alias("sheet"),
        pl.lit(titles["title_village"][0] if same else None, dtype=pl.String).alias(
            "title_village"
        ),
        pl.lit(titles["title_district"][0] if same else None, dtype=pl.String).alias(
            "title_district"
        ),
        no_numbers(frame.height).alias("numeric_cells"),
    )
    reading.tables.setdefault("bip_keluarga", []).append(complete(family_rows, "bip_keluarga"))
    return data


def _set_aside(reading: Reading, grid: Grid, reasons: dict[int, str], table: str) -> None:
    if reasons:
        index = sorted(reasons)
        reading.not_data.append(
            pl.DataFrame(
                {
                    "sheet": [grid.sheet] * len(index),
                    "row": grid.rows[pl.Series(index, dtype=pl.UInt32)],
                    "table": [table] * len(index),
                    "reason": [reasons[i] for i in index],
                },
                schema={
                    name: dtypes(NotData)[name] for name in ("sheet", "row", "table", "reason")
                },
            )
        )


def _set_recap_aside(reading: Reading, grid: Grid) -> None:
    """All rows below the first line of words with two cells or more; titles above do not count."""
    for i in range(grid.cells.height):
        texts = [cell for cell in grid.line(i) if cell is not None]
        if len(texts) >= 2:
            rows = range(i + 1, grid.cells.height)
            _set_aside(reading, grid, dict.fromkeys(rows, "recap_sheet"), "")
            return


def _columns(sheet: str, grid: Grid, block: Block) -> pl.DataFrame:
    """`raw.ColumnFound` of one table, without the file; columns with nothing in them left out."""
    body = grid.cells.slice(block.first, block.end - block.first)
    filled = {f.position: body.height - body[str(f.position)].null_count() for f in block.found}
    told = [f for f in block.found if f.header or f.canonical or filled[f.position]]
    return pl.DataFrame(
        {
            "sheet": [sheet] * len(told),
            "table": [block.table.name] * len(told),
            "signature": [block.signature or None] * len(told),
            "position": [f.position for f in told],
            "header": [f.header or None for f in told],
            "canonical": [f.canonical for f in told],
            "basis": [f.basis for f in told],
            "certainty": [f.certainty for f in told],
            "filled": [filled[f.position] for f in told],
        },
        schema={name: dtype for name, dtype in dtypes(ColumnFound).items() if name != "file"},
    )


def _layout(reading: Reading, sheets: Sequence[Sheet], source: str) -> str:
    if "bip_keluarga" in reading.tables:
        return "bip"
    headers = {
        form
        for sheet in sheets
        for table in sheet.tables
        for f in table.block.found
        for form in folded(f.header)
    }
    for layout, marks in LAYOUT_MARKS:
        if marks <= headers:
            return layout
    return {"dtks": "dtks", "dtsen": "dtsen", "verifikasi": "reply"}.get(source, "table")


def _date(reading: Reading, sheets: Sequence[Sheet], file: str) -> None:
    dated = [sheet.dated for sheet in sheets if sheet.tables and sheet.dated] or [
        sheet.dated for sheet in sheets if sheet.dated
    ]
    if dated:
        reading.list_date, reading.list_date_basis = max(d[0] for d in dated), "title"
        return
    named = date_of_file(file)
    if named:
        reading.list_date, reading.list_date_basis = named, "filename"


def _replacement(reading: Reading, sheets: Sequence[Sheet], file: str) -> None:
    mark = mark_of(
        [line for sheet in sheets for line in sheet.titles],
        [note for sheet in sheets for note in sheet.notes],
        file,
    )
    if mark is not None:
        reading.replaces, reading.replaces_basis = mark

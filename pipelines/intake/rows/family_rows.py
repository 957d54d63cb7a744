"""Rows of a village list that are about a family, not a person: Buku Induk Penduduk and its kin.

A family row stands above its members and gives KK, address and head, with labels or without.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from pipelines.domain.nik import may_be_kk
from pipelines.intake.columns.cell_kinds import date_parts
from pipelines.intake.files.grids import Grid
from pipelines.intake.grid.block import Block
from pipelines.intake.rows.frames import complete, no_numbers
from schemas.sources import TABLES

FAMILY_ROW = re.compile(
    r"(?i)(?:^|[\s|])(?:(?:no|nomor|nomer)[\s.]*)?(?:k\.?k|kartu\s*keluarga)\b"
    r"[\s.:|]*(?:(?:no|nomor)[\s.:|]*)?"
    r"(?:\d[\d\s.']{5,}|:.*(?:kepala\s*keluarga|alamat|rt)\s*[.:|])"
)
FEWEST_CELLS = 3
"""Filled cells from which a row whose name and number share a cell is a person's."""

KK_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")
BIRTH_DATE = re.compile(r"\d{1,2}[-/. ]+\w+[-/. ]+\d{2,4}")

VALUE_LABELS = {
    "no_kk": (
        r"(?:no|nomor|nomer)[\s.]*(?:k\.?k|kartu\s*keluarga)|kartu\s*keluarga[\s.]*(?:no|nomor)|"
        r"(?:kk|kartu\s*keluarga)(?=[\s.:|]*\d{8})"
    ),
    "alamat": r"alamat(?:\s*(?:rumah|lengkap))?",
    "rt_rw": r"rt\s*/\s*rw",
    "rt": r"rt",
    "rw": r"rw",
    "nama_kepala": (
        r"(?:nama\s*)?(?:kepala|kep\.?)\s*(?:keluarga|kel\.?|kk)|nama\s*kk|kk(?=\s*:\s*[a-z])"
    ),
    "desa": r"desa(?:\s*/\s*kel(?:urahan)?)?|kelurahan",
    "kecamatan": r"kecamatan",
    "kode_desa": r"kode\s*(?:desa|wilayah)",
}
LABEL = re.compile(
    r"(?:^|(?<=[\s|(]))(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in VALUE_LABELS.items())
    + r")(?:[\s.|]*(?::[\s|]*|\|\s*|(?=\d))|(?<=\| alamat)\s+)",
    re.IGNORECASE,
)
OWNER = re.compile(
    r"(?i)\b(?:a\.?\s?n\.?|atas\s+nama|(?:kepala\s+)?keluarga|(?:no|nomor)[\s.]*(?:k\.?k)|k\.?k|bapak|ibu|"
    r"sdr[ai]?|nama)\b[\s.:]*|^\s*\d{1,4}[.)]?\s+"
)


def family_rows(block: Block, body: pl.DataFrame) -> list[int]:
    """Indices of hierarchical family rows (`No. KK : ... Alamat : ...`), village lists only."""
    if block.table.name != "usulan_desa":
        return []
    joined = body.select(
        pl.concat_str(pl.all(), separator=" | ", ignore_nulls=True).alias("joined")
    )["joined"]
    likely = joined.str.contains(r"(?i)(?:k\.?k|kartu\s*keluarga)\b").arg_true().to_list()
    labelled = {
        i for i in likely if FAMILY_ROW.search(joined[i]) and not _names_person(body.row(i), block)
    }
    return sorted(labelled | _bare_family_rows(block, body, joined))


def _bare_family_rows(block: Block, body: pl.DataFrame, joined: pl.Series) -> set[int]:
    """Rows of one or two cells that say no more than a KK, with its owner's name at most.

    Only in lists without a KK column, where a row above each family is the only place for it.
    """
    if block.position("no_kk") or not block.position("nama"):
        return set()
    few = body.select(pl.sum_horizontal(pl.all().is_not_null()) <= 2).to_series()
    lone = few & (joined.str.count_matches(r"\d{16}") == 1)
    return {
        i
        for i in lone.arg_true().to_list()
        if (number := KK_NUMBER.search(joined[i])) is not None
        and may_be_kk(number[0])
        and block.cell(body.row(i), "nik") is None
    }


def families_above(grid: Grid, block: Block) -> list[int]:
    """The family row right above the first header, where every family has a header of its own."""
    if block.table.name != "usulan_desa":
        return []
    nearest = range(block.header - 1, max(-1, block.header - 4), -1)
    joined = [(i, " | ".join(cell for cell in grid.line(i) if cell is not None)) for i in nearest]
    return next(([i] for i, text in joined if FAMILY_ROW.search(text)), [])


def _names_person(line: Sequence[str | None], block: Block) -> bool:
    """A row with a person's name and NIK or birth date in their columns, whatever else it says."""
    if (both := block.compound("nama")) is not None:
        cell = line[int(both) - 1]
        return cell is not None and sum(c is not None for c in line) >= FEWEST_CELLS
    name, number = block.cell(line, "nama"), block.cell(line, "nik")
    named = name is not None and any(c.isalpha() for c in name) and ":" not in name
    return named and (born(line, block) or (number is not None and number[:1].isdigit()))


def born(line: Sequence[str | None], block: Block) -> bool:
    """Whether a line has a date of birth in its column."""
    text = block.cell(line, "tanggal_lahir")
    both = block.cell(line, "tempat_tanggal_lahir")
    return bool((text and date_parts(text)) or (both and BIRTH_DATE.search(both)))


def parse_family_row(cells: Sequence[str | None]) -> dict[str, str]:
    """The labelled values of a family row, by canonical column; RT/RW taken apart."""
    text = "| " + " | ".join(cell for cell in cells if cell is not None)
    marks = list(LABEL.finditer(text))
    values: dict[str, str] = {}
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        value = text[mark.end() : end]
        value = " ".join(value.replace("|", " ").split()).strip(" ,;/-")
        name = str(mark.lastgroup)
        if value and name not in values:
            values[name] = value
    _part_number_and_head(values, text)
    if both := values.pop("rt_rw", None):
        parts = [part.strip() for part in both.split("/", 1)]
        values.setdefault("rt", parts[0])
        if len(parts) > 1:
            values.setdefault("rw", parts[1])
    return values


def _part_number_and_head(values: dict[str, str], text: str) -> None:
    """A KK and its head's name in one value (`6305… a.n. RAMLI`), or a row without any label."""
    whole = values.get("no_kk", text.replace("|", " ").strip() if not values else "")
    numbers = KK_NUMBER.findall(whole)
    if len(numbers) != 1:
        return
    values["no_kk"] = numbers[0]
    head = OWNER.sub(" ", KK_NUMBER.sub(" ", whole))
    head = " ".join(head.split()).strip(" ,;:/-().|")
    if any(c.isalpha() for c in head):
        values.setdefault("nama_kepala", head)


def members_of_families(
    data: pl.DataFrame, grid: Grid, families: Sequence[int], offset: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Members with what their family row says, and the family rows as rows of `bip_keluarga`.

    `families` are the family rows by index of the grid, numbered from `offset` + 1 in `family_seq`.
    """
    parsed = [
        {"row": int(grid.rows[i]), "family_seq": offset + n, **parse_family_row(grid.line(i))}
        for n, i in enumerate(families, start=1)
    ]
    columns = TABLES["bip_keluarga"].column_names
    frame = pl.DataFrame(
        parsed,
        schema={"row": pl.Int64, "family_seq": pl.Int64, **dict.fromkeys(columns, pl.String)},
    )
    members = _with_family(data.filter(~pl.col("row").is_in(frame["row"].implode())), frame)
    titles = members.select("title_village", "title_district").unique()
    own = titles.row(0) if titles.height == 1 else (None, None)
    rows = frame.with_columns(
        pl.lit(grid.sheet).alias("sheet"),
        pl.lit(own[0], dtype=pl.String).alias("title_village"),
        pl.lit(own[1], dtype=pl.String).alias("title_district"),
        no_numbers(frame.height).alias("numeric_cells"),
    )
    return members, complete(rows, "bip_keluarga")


def _with_family(members: pl.DataFrame, families: pl.DataFrame) -> pl.DataFrame:
    """Members with the place and KK of the family row above them, where they give none."""
    taken = [c for c in TABLES["bip_keluarga"].column_names if c != "nama_kepala"]
    members = members.sort("row").join_asof(
        families.select("row", "family_seq", *(pl.col(c).alias(f"_{c}") for c in taken)), on="row"
    )
    return members.with_columns(
        (pl.coalesce(c, f"_{c}") if c in members.columns else pl.col(f"_{c}")).alias(c)
        for c in taken
    ).drop(f"_{c}" for c in taken)

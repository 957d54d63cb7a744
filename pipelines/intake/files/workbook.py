"""Workbooks (.xlsx .xlsm .xls .ods) to grids.

Hidden sheets and rows are read like others. Dates become ISO text, whole numbers text without
`.0`; where a cell held a number is kept, because Excel has rounded a NIK typed as a number. Merged
ranges are known for .xlsx and .xls; .ods covers merged cells with blanks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice

import polars as pl
from python_calamine import CalamineSheet, CalamineWorkbook

from pipelines.intake.files.grids import Grid, Merge, RefusedFile, make_grid
from pipelines.intake.files.limits import MAX_CELLS, MAX_COLUMNS
from pipelines.intake.files.ole import check_compound
from pipelines.intake.files.rust_readers import refusing_broken
from pipelines.intake.files.zip_container import check_container

CHUNK_CELLS = 500_000
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
FILE_PASS = re.compile(
    rb"\x09\x08(?:\x08\x00.{8}|\x10\x00.{16})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
"""An .xls encrypted from here on: BOF, perhaps WRITEPROTECT, FILEPASS ([MS-XLS] 2.1.7.20)."""


def read_workbook(content: bytes) -> list[Grid]:
    """All sheets of a workbook as grids, in workbook order; chart sheets have no rows.

    Raises RefusedFile: encrypted, broken, too_large, harmful, not_a_table.
    """
    if content[:2] == b"PK":
        check_container(content)
    else:
        if ENCRYPTED_PACKAGE in content or FILE_PASS.search(content):
            raise RefusedFile("encrypted")
        check_compound(content)
    with refusing_broken():
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    grids = []
    for index, name in enumerate(_told_apart(workbook.sheet_names)):
        with refusing_broken():
            sheet = workbook.get_sheet_by_index(index)
        grids.append(_grid(name, sheet))
    return grids


def _told_apart(names: Sequence[str]) -> list[str]:
    """Sheet names, numbered where a damaged workbook has one twice: rows are known by theirs."""
    seen: Counter[str] = Counter()
    apart = []
    for name in names:
        seen[name] += 1
        apart.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return apart


def _grid(name: str, sheet: CalamineSheet) -> Grid:
    if sheet.start is None or sheet.end is None:
        return make_grid(name, pl.DataFrame(), pl.Series("row", [], pl.Int64))
    last_row, last_column = sheet.end
    if last_column >= MAX_COLUMNS or last_row * last_column > MAX_CELLS:
        raise RefusedFile("too_large")  # before a million columns are turned into text
    first_row = sheet.start[0]
    texts: list[pl.DataFrame] = []
    numbers: list[pl.DataFrame] = []
    lines = sheet.iter_rows()
    chunk_rows = max(1, CHUNK_CELLS // (last_column + 1))
    height = 0
    while True:
        with refusing_broken():
            chunk = list(islice(lines, chunk_rows))
        if not chunk:
            break
        height += len(chunk)
        no_numbers = pl.Series([False]).new_from_index(0, len(chunk))
        columns = [_column(values, no_numbers) for values in zip(*chunk, strict=True)]
        texts.append(pl.DataFrame({str(i): text for i, (text, _) in enumerate(columns, start=1)}))
        numbers.append(pl.DataFrame({str(i): held for i, (_, held) in enumerate(columns, start=1)}))
    skipped = first_row if height <= last_row - first_row + 1 else 0
    rows = pl.Series("row", range(skipped + 1, skipped + height + 1), dtype=pl.Int64)
    merges = tuple(
        Merge(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    )
    return make_grid(name, pl.concat(texts), rows, pl.concat(numbers), merges)


def _column(values: Sequence[object], no_numbers: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Cells of a column as texts, and which of them held a number; most columns are all text."""
    kinds = list(map(type, values))
    if set(kinds) == {str}:
        return pl.Series(values, dtype=pl.String), no_numbers
    held = [kind in (float, int) for kind in kinds]
    return pl.Series(map(_text, values), dtype=pl.String), pl.Series(held, dtype=pl.Boolean)


def _text(value: object) -> str:
    """A cell as text: ISO dates, whole numbers without a decimal part, TRUE/FALSE."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)

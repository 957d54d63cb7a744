"""Workbooks (.xlsx .xlsm .xls .ods) to grids, with guards against harmful files.

Hidden sheets and rows are read like others. Dates become ISO text, whole numbers text without
`.0`; where a cell held a number is kept, because Excel has rounded a NIK typed as a number. Merged
ranges are known for .xlsx and .xls; .ods covers merged cells with blanks.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice

import polars as pl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from pipelines.intake.grids import Grid, Merge, RefusedFile, make_grid

MAX_UNPACKED_BYTES = 1_500_000_000
MAX_RATIO = 250
SMALL_UNPACKED_BYTES = 200_000_000
MAX_CELLS = 60_000_000
CHUNK_ROWS = 20_000
ROW_NUMBER = re.compile(rb'<row[^>]* r="(\d+)"')
FAR_COLUMN = re.compile(rb' r="([A-Z]{3})\d+"')


def read_workbook(content: bytes) -> list[Grid]:
    """All sheets of a workbook as grids, in workbook order; chart sheets have no rows.

    Raises RefusedFile: encrypted, broken, too_large.
    """
    if content[:2] == b"PK":
        _guard_archive(content)
    elif "EncryptedPackage".encode("utf-16-le") in content:
        raise RefusedFile("encrypted")
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            return [_grid(name, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
    except PasswordError as error:
        raise RefusedFile("encrypted") from error
    except CalamineError as error:
        raise RefusedFile("broken") from error


def _guard_archive(content: bytes) -> None:
    """Refuse archives that are locked, are no workbook, or unpack to more than memory can hold."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if any(entry.flag_bits & 1 for entry in entries):
                raise RefusedFile("encrypted")
            if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
                raise RefusedFile("not_a_table")
            size = sum(entry.file_size for entry in entries)
            packed = sum(entry.compress_size for entry in entries) or 1
            if size > MAX_UNPACKED_BYTES or (
                size > SMALL_UNPACKED_BYTES and size / packed > MAX_RATIO
            ):
                raise RefusedFile("too_large")
            if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
                "META-INF/manifest.xml"
            ):
                raise RefusedFile("encrypted")
            for name in sorted(names):
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _guard_extent(archive, name)
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError) as error:
        raise RefusedFile("broken") from error


def _guard_extent(archive: zipfile.ZipFile, name: str) -> None:
    """A cell far out makes the reader hold every cell between: measure before reading."""
    last_row, last_column, tail = 0, 702, b""
    with archive.open(name) as stream:
        while chunk := stream.read(4 << 20):
            text = tail + chunk
            rows = ROW_NUMBER.findall(text)
            if rows:
                last_row = max(last_row, int(rows[-1]))
            for letters in set(FAR_COLUMN.findall(text)):
                last_column = max(last_column, _column_number(letters))
            tail = text[-64:]
    if last_column > 702 and last_row * last_column > MAX_CELLS:
        raise RefusedFile("too_large")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _grid(name: str, sheet: CalamineSheet) -> Grid:
    if sheet.start is None:
        return make_grid(name, pl.DataFrame(), pl.Series("row", [], pl.Int64))
    first_row = sheet.start[0]
    texts: list[pl.DataFrame] = []
    numbers: list[pl.DataFrame] = []
    lines = sheet.iter_rows()
    height = 0
    while chunk := list(islice(lines, CHUNK_ROWS)):
        height += len(chunk)
        columns = list(zip(*chunk, strict=True))
        texts.append(
            pl.DataFrame(
                {
                    str(i): pl.Series([_text(v) for v in values], dtype=pl.String)
                    for i, values in enumerate(columns, start=1)
                }
            )
        )
        numbers.append(
            pl.DataFrame(
                {
                    str(i): pl.Series([type(v) in (float, int) for v in values], dtype=pl.Boolean)
                    for i, values in enumerate(columns, start=1)
                }
            )
        )
    skipped = first_row if sheet.end is not None and height <= sheet.end[0] - first_row + 1 else 0
    rows = pl.Series("row", range(skipped + 1, skipped + height + 1), dtype=pl.Int64)
    merges = tuple(
        Merge(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    )
    return make_grid(name, pl.concat(texts), rows, pl.concat(numbers), merges)


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

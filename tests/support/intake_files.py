"""Small files as offices make them, for the intake tests. All people are invented."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import polars as pl
import xlsxwriter

from pipelines.intake.reading import Reading, read_content

Rows = Iterable[Any]
"""Rows of cells. What tests put together from unlike lists is `list[object]` to the checker."""
Merge = tuple[int, int, int, int]

HEADER = ["No", "No. KK", "NIK", "Nama", "SHDK", "Tgl Lahir", "Alamat"]
FAMILIES: list[list[object]] = [
    [1, "6305020101120001", "6305020108800001", "RAMLI", "KEPALA KELUARGA", "01-08-1980", "JL A"],
    [2, "6305020101120001", "6305024203820002", "SITI", "ISTRI", "02-03-1982", "JL A"],
    [3, "6305020101120001", "6305021104050003", "AGUS", "ANAK", "11-04-2005", "JL A"],
    [4, "6305020512130004", "6305021506790001", "HASAN", "KEPALA KELUARGA", "15-06-1979", "JL B"],
    [5, "6305020512130004", "6305025907810002", "MARIAM", "ISTRI", "19-07-1981", "JL B"],
    [6, "6305022309150002", "6305026308700005", "RUSNAH", "KEPALA KELUARGA", "23-08-1970", "JL C"],
]


def workbook(
    sheets: Mapping[str, Rows],
    merges: dict[str, list[Merge]] | None = None,
    hidden: Iterable[str] = (),
) -> bytes:
    """An .xlsx; merges are 1-based (first row, first column, last row, last column)."""
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        book.add_worksheet("Depan") if set(sheets) == set(hidden) else None
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            written = [list(row) for row in rows]
            for r, row in enumerate(written):
                for c, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(r, c, value)
                    elif value is not None:
                        sheet.write(r, c, value)
            for top, left, bottom, right in (merges or {}).get(name, []):
                value = written[top - 1][left - 1]
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, value)
            if name in hidden:
                sheet.hide()
    return memory.getvalue()


def ods(rows: Rows) -> bytes:
    """A minimal OpenDocument spreadsheet with one sheet of text cells."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(v))}</text:p>'
            "</table:table-cell>"
            if v is not None
            else "<table:table-cell/>"
            for v in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Lembar">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
            '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", content)
    return memory.getvalue()


def text(rows: Rows, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Delimited text without quotation marks."""
    lines = [delimiter.join("" if v is None else str(v) for v in row) for row in rows]
    return ("\n".join(lines) + "\n").encode(encoding)


def read(content: bytes, source: str = "usulan-desa", file: str = "berkas") -> Reading:
    return read_content(content, source, file)


def people(reading: Reading, table: str = "usulan_desa") -> pl.DataFrame:
    """All data rows of a table, in the order of sheets and rows."""
    return pl.concat(reading.tables[table])


def aside(reading: Reading) -> dict[tuple[str, int], str]:
    """Reason by (sheet, row) of the rows that are not data."""
    return {
        (sheet, row): reason
        for frame in reading.not_data
        for sheet, row, reason in frame.select("sheet", "row", "reason").rows()
    }

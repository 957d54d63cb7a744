"""Writing the synthetic files and keeping account of every row written.

A sheet is a list of `Line`s: the cells as an office types them, and a `Mark` that says what the
row truly is. The writers put the cells into XLSX, XLS, ODS or text and note for each marked line
the row an officer would see (1-based in the sheet; in text the line on which the record starts).
Files carry no creation time, so the same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import polars as pl
import xlsxwriter

from pipelines.errors import UsageError

try:
    import xlwt
except ModuleNotFoundError:
    raise UsageError(
        "kabupaten karangan (padan demo, padan train) memerlukan paket tambahan; "
        "pasang dengan: pip install 'padan[demo]'"
    ) from None

Cell = str | int | float | date | None

RECORDS: dict[str, pl.DataType | type[pl.DataType]] = {
    "period": pl.String, "source": pl.String, "file": pl.String, "sheet": pl.String,
    "row": pl.Int64, "role": pl.String, "true_person": pl.Int64, "true_household": pl.Int64,
    "is_data": pl.Boolean, "exact_dup_of_row": pl.Int64, "expect": pl.String,
    "nik_ok": pl.Boolean, "nik_kind": pl.String, "name_kind": pl.String, "dob_kind": pl.String,
}  # fmt: skip
FILES: dict[str, pl.DataType | type[pl.DataType]] = {
    "period": pl.String, "source": pl.String, "file": pl.String, "expect": pl.String,
    "layout": pl.String, "village": pl.String, "why": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """What a written row truly is. `expect`: accepted, rejected, not_data or either."""

    role: str | None = None
    person: int | None = None
    household: int | None = None
    expect: str = "accepted"
    nik_ok: bool | None = None
    nik_kind: str = ""
    name_kind: str = ""
    dob_kind: str = ""
    repeats: bool = False
    """The line repeats the marked line before it entirely."""


NOT_DATA = "not_data"


def not_data(why: str) -> Mark:
    """A row that is no data: numbering, total, note, signature, recap, end."""
    return Mark(expect=NOT_DATA, nik_kind=why)


@dataclass(slots=True)
class Line:
    """A row of a sheet."""

    cells: Sequence[Cell]
    mark: Mark | None = None


@dataclass
class Sheet:
    """A sheet: its lines, merged ranges (first row, first column, last row, last column; 0-based,
    shown only where the format can merge), and whether it is hidden."""

    name: str
    lines: list[Line]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    blank_formatted: int = 0
    """Empty formatted rows after the last line, as a cleared sheet leaves them."""


@dataclass
class Account:
    """All rows and files written, as the truth tables want them."""

    period: str
    rows: list[tuple[object, ...]] = field(default_factory=list)
    files: list[tuple[object, ...]] = field(default_factory=list)

    def note(
        self, source: str, file: str, sheet: str | None, row: int, mark: Mark, before: int | None
    ) -> None:
        """Enter one marked row; `before` is the row this one repeats."""
        self.rows.append(
            (self.period, source, file, sheet, row, mark.role, mark.person, mark.household,
             mark.expect != NOT_DATA, before if mark.repeats else None, mark.expect, mark.nik_ok,
             mark.nik_kind, mark.name_kind, mark.dob_kind)
        )  # fmt: skip

    def file(
        self, source: str, name: str, layout: str, *,
        expect: str = "read", village: str | None = None, why: str = "",
    ) -> None:  # fmt: skip
        """Enter a file; `expect`: read, refused or copy."""
        self.files.append((self.period, source, name, expect, layout, village, why))

    def records_frame(self) -> pl.DataFrame:
        return pl.DataFrame(self.rows, schema=RECORDS, orient="row")

    def files_frame(self) -> pl.DataFrame:
        return pl.DataFrame(self.files, schema=FILES, orient="row")


@dataclass(frozen=True)
class Outbox:
    """Where a source's files of a period go, and the account kept of them."""

    folder: Path
    source: str
    account: Account

    def workbook(
        self, name: str, sheets: Sequence[Sheet], layout: str, village: str | None = None
    ) -> Path:
        """Write XLSX, XLS or ODS by the name's ending."""
        path = self._path(name)
        writer = {".xlsx": _write_xlsx, ".xls": _write_xls, ".ods": _write_ods}[path.suffix]
        writer(path, sheets)
        for sheet in sheets:
            self._note(name, sheet.name, sheet.lines, range(1, len(sheet.lines) + 1))
        self.account.file(self.source, name, layout, village=village)
        return path

    def text(
        self, name: str, lines: Sequence[Line], layout: str, *, sep: str = ",",
        encoding: str = "utf-8", quoted: bool = False, village: str | None = None,
        damaged: dict[int, str] | None = None,
    ) -> Path:  # fmt: skip
        """Write delimited text. `damaged` replaces lines (by index) by raw text as it is."""
        path = self._path(name)
        buffer = io.StringIO()
        writer = csv.writer(
            buffer,
            delimiter=sep,
            quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
            lineterminator="\n",
        )
        starts, at = [], 1
        for index, line in enumerate(lines):
            starts.append(at)
            if damaged and index in damaged:
                buffer.write(damaged[index] + "\n")
            else:
                writer.writerow(["" if c is None else c for c in line.cells])
            at += 1 + sum(c.count("\n") for c in line.cells if isinstance(c, str) and "\n" in c)
        path.write_bytes(buffer.getvalue().encode(encoding, errors="replace"))
        self._note(name, None, lines, starts)
        self.account.file(self.source, name, layout, village=village)
        return path

    def raw(self, name: str, content: bytes, why: str, expect: str = "refused") -> None:
        """Write a file that is no table."""
        self._path(name).write_bytes(content)
        self.account.file(self.source, name, "hostile", expect=expect, why=why)

    def _path(self, name: str) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / name

    def _note(
        self, name: str, sheet: str | None, lines: Sequence[Line], rows: Iterable[int]
    ) -> None:
        before: int | None = None
        for line, row in zip(lines, rows, strict=True):
            if line.mark is not None:
                self.account.note(self.source, name, sheet, row, line.mark, before)
                before = row if not line.mark.repeats else before


def outbox(inbox: Path, period: str, source: str, account: Account) -> Outbox:
    """The outbox for `inbox/<period>/<source>/`."""
    return Outbox(inbox / period / source, source, account)


def repeat(line: Line) -> Line:
    """A line that says the same once more and must be rejected as a repetition."""
    mark = line.mark or Mark()
    return Line(list(line.cells), replace(mark, expect="rejected", repeats=True))


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """An XLSX in memory."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"created": datetime(2026, 1, 1)})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    number = book.add_format({"num_format": "0"})
    bordered = book.add_format({"border": 1})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for row, line in enumerate(sheet.lines):
            for column, cell in enumerate(line.cells):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, date):
                    page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)
                elif isinstance(cell, str):
                    page.write_string(row, column, cell)
                else:
                    page.write_number(row, column, cell, number)
        width = max((len(line.cells) for line in sheet.lines), default=1)
        for row in range(len(sheet.lines), len(sheet.lines) + sheet.blank_formatted):
            for column in range(width):
                page.write_blank(row, column, None, bordered)
        for top, left, bottom, right in sheet.merges:
            value = sheet.lines[top].cells[left]
            page.merge_range(top, left, bottom, right, "")
            page.write_string(top, left, "" if value is None else str(value))
        if sheet.hidden:
            page.hide()
    book.close()
    return buffer.getvalue()


def _write_xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    path.write_bytes(workbook_bytes(sheets))


def _write_xls(path: Path, sheets: Sequence[Sheet]) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        for row, line in enumerate(sheet.lines):
            for column, cell in enumerate(line.cells):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, date):
                    page.write(row, column, cell, day)
                else:
                    page.write(row, column, cell)
        if sheet.hidden:
            page.visibility = 1
    book.save(str(path))


_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def _ods_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        kind, shown = f'office:value-type="date" office:date-value="{cell}"', f"{cell:%d/%m/%Y}"
    elif isinstance(cell, str):
        kind, shown = 'office:value-type="string"', escape(cell)
    else:
        kind, shown = f'office:value-type="float" office:value="{cell}"', str(cell)
    return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"


def _write_ods(path: Path, sheets: Sequence[Sheet]) -> None:
    """A minimal OpenDocument spreadsheet (OASIS ODF 1.2, one content.xml)."""
    parts = [_ODS_HEAD]
    for sheet in sheets:
        parts.append(f'<table:table table:name="{escape(sheet.name)}">')
        for line in sheet.lines:
            cells = "".join(_ods_cell(cell) for cell in line.cells) or "<table:table-cell/>"
            parts.append(f"<table:table-row>{cells}</table:table-row>")
        parts.append("</table:table>")
    parts.append("</office:spreadsheet></office:body></office:document-content>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (
            ("mimetype", _ODS_TYPE),
            ("META-INF/manifest.xml", _ODS_MANIFEST),
            ("content.xml", "".join(parts)),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)

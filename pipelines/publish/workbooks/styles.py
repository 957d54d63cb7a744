"""What all workbooks share: how they are opened, their styles, and text that stays text.

Whatever a village typed is written as a string. A name like `=cmd|...` therefore shows as typed
and is never a formula, and a NIK keeps its leading zeros and its sixteenth digit.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipelines.domain.periods import first_day

A4 = 9
CELL_LIMIT = 32_000
"""Excel refuses cells above 32,767 characters; xlsxwriter would leave such a cell out silently."""

FOOTER_LIMIT = 100
"""Excel allows 255 characters with the codes, and xlsxwriter leaves a longer footer out."""

INK = "#1F2A33"
RULE = "#9AA7B1"
BORDERS = {"border": 1, "border_color": RULE}
HEADING = {"bold": True, "bg_color": "#0F4C5C", "font_color": "#FFFFFF"}
LISTED = {"bg_color": "#F3F5F6"}
TO_FILL = {"bg_color": "#FFFBE6"}
WRONG = {"bg_color": "#F8C9C0", "bold": True}


@contextmanager
def open_workbook(target: Path | BinaryIO, title: str, period: str) -> Iterator[Workbook]:
    """A new workbook at `target` (a path, or a stream to write to), closed (written) on leaving.

    The creation date is the period's first day, so that the same content gives the same file.
    """
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    where = str(target) if isinstance(target, Path) else target
    book = xlsxwriter.Workbook(where, options)
    book.set_properties(
        {"title": title, "author": "padan", "created": datetime.combine(first_day(period), time())}
    )
    yield book
    book.close()


def style(book: Workbook, **properties: Any) -> Any:
    """A cell format: 9 point, wrapped, top-aligned, thin borders, unless `properties` differ."""
    base = {
        "font_name": "Arial",
        "font_size": 9,
        "font_color": INK,
        "text_wrap": True,
        "valign": "top",
        **BORDERS,
    }
    return book.add_format(base | properties)


def plain(book: Workbook, **properties: Any) -> Any:
    """A format for text around a table: no borders, no wrapping, unless `properties` differ."""
    return style(book, **({"border": 0, "text_wrap": False} | properties))


def write_text(sheet: Worksheet, row: int, column: int, value: object, form: Any) -> None:
    """Write `value` as text whatever it begins with; nothing becomes an empty cell."""
    text = "" if value is None else str(value)
    if len(text) > CELL_LIMIT:
        text = text[:CELL_LIMIT] + "…"
    if text:
        sheet.write_string(row, column, text, form)
    else:
        sheet.write_blank(row, column, None, form)


@lru_cache(maxsize=10_000)  # most texts are said of many rows
def lines_needed(text: str, width: float) -> int:
    """Lines that `text` takes in a wrapped column of `width` Excel units.

    Arial at 9 point sets about 1.15 characters to the unit of column width.
    """
    per_line = max(1, int(width * 1.15))
    return sum(
        1 if len(line) <= per_line else len(textwrap.wrap(line, per_line)) or 1
        for line in text.split("\n")
    )


def row_height(cells: list[tuple[str, float]], least: int = 2) -> float:
    """Points for a row that shows every (text, column width) whole; Excel allows at most 409."""
    lines = max([least, *(lines_needed(text, width) for text, width in cells)])
    return min(409.0, 12.0 * lines + 3.0)


def print_on_a4(sheet: Worksheet, header_row: int, footer: str) -> None:
    """A4 landscape, one page wide, the header row on every page, page numbers below."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.6)
    sheet.repeat_rows(header_row)
    shown = footer if len(footer) <= FOOTER_LIMIT else f"{footer[:FOOTER_LIMIT]}…"
    # A blank must part the font size from a footer that begins with digits.
    sheet.set_footer(f"&L&8 {shown.replace('&', '&&')}&R&8Halaman &P dari &N")

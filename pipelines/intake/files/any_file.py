"""Any file of an office to grids, by its content and not by its extension."""

from __future__ import annotations

import re

from pipelines.intake.files.grids import Grid, RefusedFile
from pipelines.intake.files.parquet import read_parquet
from pipelines.intake.files.text import read_text
from pipelines.intake.files.workbook import read_workbook

IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = re.compile(
    rb"\s*(?:<(?:!doctype|html|head|body|meta|style|table|div|tr|td|!--|\?xml|workbook)\b|<!--|"
    rb"mime-version:)",
    re.IGNORECASE,
)
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
START = 1024


def read_grids(content: bytes) -> list[Grid]:
    """The sheets of a file; text and Parquet files have one, without a name.

    Raises RefusedFile with the reason when the content is no table at all.
    """
    if not content.strip(b"\x00 \r\n\t"):
        raise RefusedFile("empty")
    if code := _no_table(content[:START]):
        raise RefusedFile(code)
    if content.startswith(b"PAR1"):
        return [read_parquet(content)]
    if content.startswith((b"PK", COMPOUND_FILE)):
        grids = read_workbook(content)
        if not any(grid.cells.height for grid in grids):
            raise RefusedFile("empty")
        return grids
    return [read_text(content)]


def _no_table(start: bytes) -> str | None:
    """The refusal for what, by its first bytes, is something else; null when it may be a table."""
    if start.lstrip().lower().startswith(b"%pdf"):
        return "pdf"
    if start.startswith(IMAGES) and not start.isascii():
        return "image"
    if start.startswith(ARCHIVES):
        return "archive"
    for mark in BYTE_ORDER_MARKS:
        start = start.removeprefix(mark)
    # Without its zeros, UTF-16 markup looks like any other.
    return "web_page" if MARKUP.match(start.replace(b"\x00", b"")) else None

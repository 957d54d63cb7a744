"""Characters that cannot be seen: control, bidirectional and zero-width ones.

They come with text copied from web pages, old programs and damaged disks, and from people who want
one name to look like another. In a cell they carry no meaning for a list of people, so they are
taken out before anything is compared or shown. In the name of a file or sheet, which must stay
telling, each is written out (`\\u202e`), so that no page or workbook ever holds one.
"""

from __future__ import annotations

import re

import polars as pl

# Tab and line breaks are left: addresses hold them, and they are shown as white space.
UNSEEN = (
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f"  # control characters
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, fillers, marks
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # zero width, bidirectional
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff"  # variation selectors, BOM, noncharacters
    "\U000e0000-\U000e0fff"  # tags
)
IN_NAME = re.compile(f"[{UNSEEN}\t\n\r\u0085\u2028\u2029\ud800-\udfff]")
_CELL_PATTERN = f"[{UNSEEN}]"


def without_unseen(cells: pl.DataFrame) -> pl.DataFrame:
    """Columns of text without characters that cannot be seen."""
    found = columns_where(cells, pl.all().str.contains(_CELL_PATTERN))
    if not found:
        return cells
    return cells.with_columns(pl.col(found).str.replace_all(_CELL_PATTERN, ""))


def columns_where(cells: pl.DataFrame, holds: pl.Expr) -> list[str]:
    """Names of the columns in which `holds`, an expression of all columns, does for some cell."""
    found = cells.select(holds.any())
    return [name for name in found.columns if found[name].item()]


def spelled_out(name: str) -> str:
    """A file's or sheet's name with what cannot be seen, or is no text, written out.

    Bytes of a file name that are not UTF-8 (Python's surrogates) become `\\xff`.
    """
    return IN_NAME.sub(_escape, name)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return found[0].encode("unicode_escape").decode()

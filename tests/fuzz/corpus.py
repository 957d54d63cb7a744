"""Valid files of every format that the intake takes, small enough to read thousands of times."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import polars as pl
import xlwt

from tests.support.intake_files import FAMILIES, HEADER, ods, text, workbook

LISTED: list[list[object]] = [[*HEADER], *FAMILIES]
TITLED = [["DAFTAR USULAN DESA TATAKAN"], [], HEADER, *FAMILIES, ["JUMLAH", 6]]
TYPED = [
    [*HEADER, "Lahir", "Angka", "Ya"],
    *([*row, datetime(1980, 8, 1), 6305020108800001.0, True] for row in FAMILIES),
]


@cache
def valid_files() -> dict[str, bytes]:
    """Bytes by the name of what they are."""
    frame = pl.DataFrame([row[1:] for row in FAMILIES], schema=HEADER[1:], orient="row")
    return {
        "xlsx": workbook({"Data": TITLED, "Rekap": [["RT", "Jumlah"], [1, 6]]}),
        "xlsx-typed": workbook({"Data": TYPED}),
        "xlsx-merged": workbook({"Data": TITLED}, merges={"Data": [(4, 2, 6, 2), (1, 1, 1, 7)]}),
        "ods": ods(TITLED),
        "xls": _xls(TITLED),
        "xls-typed": _xls([[*HEADER, "Lahir"], *([*row, date(1980, 8, 1)] for row in FAMILIES)]),
        "csv": text(TITLED, ";"),
        "csv-quoted": text([[f'"{v}"' for v in row] for row in LISTED], ","),
        "csv-wide": text(TITLED, "|", "utf-16"),
        "parquet": _parquet(frame),
        "parquet-typed": _parquet(frame.with_columns(lahir=pl.date(1980, 8, 1), angka=pl.lit(1.5))),
        "html": b"<html><table><tr><td>NIK</td><td>Nama</td></tr></table></html>",
    }


def _xls(rows: Iterable[Any]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    memory = BytesIO()
    book.save(memory)
    return memory.getvalue()


def _parquet(frame: pl.DataFrame) -> bytes:
    memory = BytesIO()
    frame.write_parquet(memory)
    return memory.getvalue()

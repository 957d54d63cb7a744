"""Any file of an office to grids, by its content and not by its extension."""

from __future__ import annotations

from io import BytesIO

import polars as pl

from pipelines.intake.grids import Grid, RefusedFile, make_grid
from pipelines.intake.text import read_text
from pipelines.intake.workbook import read_workbook

IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_grids(content: bytes) -> list[Grid]:
    """The sheets of a file; text and Parquet files have one, without a name.

    Raises RefusedFile with the reason when the content is no table at all.
    """
    start = content[:512].lstrip().lower()
    if not content.strip(b"\x00 \r\n\t"):
        raise RefusedFile("empty")
    if start.startswith(b"%pdf"):
        raise RefusedFile("pdf")
    if content.startswith(IMAGES) and not content[:512].isascii():
        raise RefusedFile("image")
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"\xef\xbb\xbf<html")):
        raise RefusedFile("web_page")
    if content.startswith(b"PAR1"):
        return [_read_parquet(content)]
    if content.startswith((b"PK", COMPOUND_FILE)):
        grids = read_workbook(content)
        if not any(grid.cells.height for grid in grids):
            raise RefusedFile("empty")
        return grids
    return [read_text(content)]


def _read_parquet(content: bytes) -> Grid:
    """Parquet: the header is row 0, the first record row 1."""
    try:
        frame = pl.read_parquet(BytesIO(content))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise RefusedFile("broken") from error
    texts = frame.select(
        pl.col(name).cast(pl.String, strict=False)
        if not dtype.is_nested()
        else pl.col(name).map_elements(str, return_dtype=pl.String)
        for name, dtype in frame.schema.items()
    )
    positions = [str(i) for i in range(1, frame.width + 1)]
    header = pl.DataFrame(
        {p: [name] for p, name in zip(positions, frame.columns, strict=True)},
        schema=dict.fromkeys(positions, pl.String),
    )
    numeric = pl.DataFrame(
        {
            p: pl.concat(
                [
                    pl.Series([False]),
                    frame[name].is_not_null()
                    if frame.schema[name].is_numeric()
                    else pl.repeat(False, frame.height, eager=True),
                ]
            )
            for p, name in zip(positions, frame.columns, strict=True)
        }
    )
    cells = pl.concat([header, texts.rename(dict(zip(frame.columns, positions, strict=True)))])
    cells = cells.with_columns(
        pl.col(p).str.replace(r"\.0$", "").str.replace(r" 00:00:00(\.0+)?$", "")
        if frame.schema[name].is_numeric() or frame.schema[name].is_temporal()
        else pl.col(p)
        for p, name in zip(positions, frame.columns, strict=True)
    )
    rows = pl.Series("row", range(frame.height + 1), dtype=pl.Int64)
    return make_grid("", cells, rows, numeric, header_given=True)

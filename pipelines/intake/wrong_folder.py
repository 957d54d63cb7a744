"""Files that look as if they belong in another source's folder.

An SKTM register among the village lists is readable: it has names and NIK, so all its holders would
be proposed. What gives it away are its other headers, which the folder's tables do not know and
another source's know all at once. It is reported, not refused: the office may have meant it.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from pipelines.intake.columns.headers import recognize
from schemas.sources import TABLES

TELLING = 2
"""So many headers more must another source's table know: one may be a chance (`Status`)."""

POPULATION = frozenset({"dukcapil", "usulan-desa"})
"""Villages also send SIAK and OpenSID lists of people as proposals: neither is misplaced."""


def misplaced(files: pl.DataFrame, columns: pl.DataFrame) -> dict[tuple[str, str], str]:
    """The source that a file rather looks like, by the file's own source and name.

    `files` (raw.File) and `columns` (raw.ColumnFound) are those of a period; only files that were
    read, and not carried forward, are looked at. Where several sources look alike, none is named.
    """
    read = files.filter(
        (pl.col("status") == "read") & pl.col("carried_from").is_null(),
    ).select("source", "file")
    # A column that an officer set aside is understood too: saying so ends the warning.
    understood = (pl.col("canonical").is_not_null() & (pl.col("basis") != "content")) | (
        pl.col("basis") == "config"
    )
    sheets = (
        columns.join(read, on="file")
        .filter(pl.col("header").is_not_null())
        .sort("position")
        .group_by("source", "file", "sheet", "table", maintain_order=True)
        .agg("header", known=understood.sum())
        .sort("source", "file", "sheet", "table")
    )
    found: dict[tuple[str, str], str] = {}
    for source, file, _, _, headers, known in sheets.iter_rows():
        other = _other_source(source, tuple(headers), known)
        if other is not None:
            found.setdefault((source, file), other)
    return found


@cache
def _other_source(source: str, headers: tuple[str, ...], known: int) -> str | None:
    """The one other source with the keys and the most headers, `TELLING` more than `known`."""
    if len(headers) < known + TELLING:
        return None
    best: dict[str, int] = {}
    for table in TABLES.values():
        if table.source in (source, "verifikasi") or {source, table.source} <= POPULATION:
            continue
        meant = [f for f in recognize([[header] for header in headers], table) if f.canonical]
        names = {f.canonical for f in meant if f.basis == "header"}
        if all(names & set(group) for group in table.keys) and len(names) >= known + TELLING:
            best[table.source] = max(len(names), best.get(table.source, 0))
    most = [name for name, count in best.items() if count == max(best.values())]
    return most[0] if len(most) == 1 else None

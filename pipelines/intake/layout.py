"""Where the tables on a sheet are: header rows, the columns below them, several tables in a row.

Titles may stand above a header, a header may take up to three rows, and a sheet may hold further
tables below the first. A sheet without any header is read by content where that is certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.intake.content import date_parts, refine, sixteen_digits
from pipelines.intake.grids import Grid
from pipelines.intake.headers import (
    Found,
    canonical_names,
    folded,
    group_spans,
    has_keys,
    recognise,
    spellings,
    spread_labels,
)
from schemas.columns import VOCABULARY
from schemas.sources import SourceTable

HEADER_SEARCH_ROWS = 80
HEADER_DEPTH = 3
FEWEST_COLUMNS = 2
PLACE_LABEL = re.compile(r"(?i)^\s*(?:nama\s+)?(?:desa|kelurahan|kecamatan|kabupaten|provinsi)\b")
LONG_NUMBER = re.compile(r"\d{12}")


@dataclass(frozen=True)
class Block:
    """One table on a sheet, by row indices of its grid.

    The header takes rows `header` up to before `first`; data and what is no data follow up to
    before `end`. `header == first` when there is no header.
    """

    table: SourceTable
    found: tuple[Found, ...]
    header: int
    first: int
    end: int

    def position(self, canonical: str) -> str | None:
        """Name of the grid column that holds a canonical column."""
        return next((str(f.position) for f in self.found if f.canonical == canonical), None)


def find_block(
    grid: Grid, tables: Sequence[SourceTable], start: int = 0, *, headerless: bool = True
) -> Block | None:
    """The first table at or below a row index, up to the sheet's end; null when there is none."""
    stop = min(start + HEADER_SEARCH_ROWS, grid.cells.height)
    lines = [grid.line(i) for i in range(start, min(stop + HEADER_DEPTH, grid.cells.height))]
    known = set().union(*(spellings(table.name) for table in tables))
    partial: tuple[int, Block] | None = None
    for at in range(stop - start):
        if not _may_be_header(lines, at, known):
            continue
        candidate = _header_at(grid, lines, at, start, tables)
        if candidate is None:
            continue
        if has_keys(canonical_names(candidate.found), candidate.table):
            return _refined(grid, candidate)
        size = sum(f.canonical is not None for f in candidate.found)
        if partial is None or size > partial[0]:
            partial = (size, candidate)
    if partial is not None:
        block = _refined(grid, partial[1])
        if has_keys(canonical_names(block.found), block.table):
            return block
    return _without_header(grid, tables, start) if headerless else None


def _may_be_header(lines: Sequence[Sequence[str | None]], at: int, known: set[str]) -> bool:
    """Whether a row has a cell that is spelled like a column and none that is a person's number."""
    texts = [cell for cell in lines[at] if cell is not None]
    if _is_data(texts) or _is_place_title(texts):
        return False
    near = [cell for line in lines[at : at + 2] for cell in line if cell is not None]
    return len(texts) > 1 and any(form in known for cell in near for form in folded(cell))


def _is_place_title(texts: Sequence[str]) -> bool:
    """A title in cells of its own: `Desa | : | Tatakan`, `KECAMATAN | TAPIN SELATAN`."""
    if any(text.startswith(":") or text.endswith(":") for text in texts):
        return True
    return len(texts) == 2 and bool(PLACE_LABEL.match(texts[0]))


def _is_data(texts: Sequence[str]) -> bool:
    return any(
        sixteen_digits(text) or date_parts(text) or LONG_NUMBER.search(text) for text in texts
    )


def _header_at(
    grid: Grid,
    lines: Sequence[Sequence[str | None]],
    at: int,
    start: int,
    tables: Sequence[SourceTable],
) -> Block | None:
    """The header that begins at a row, as deep as it goes, for the table it fits best."""
    best: tuple[int, Block] | None = None
    for depth in range(1, HEADER_DEPTH + 1):
        if at + depth > len(lines):
            break
        rows = lines[at : at + depth]
        if any(_is_data([c for c in row if c is not None]) for row in rows[1:]):
            break
        if any(_is_numbering([c for c in row if c is not None]) for row in rows[1:]):
            break
        labels = header_labels(grid, rows, start + at)
        table, found = _best_table(labels, tables)
        size = sum(f.canonical is not None for f in found)
        if size >= FEWEST_COLUMNS and (best is None or size > best[0]):
            first = start + at + depth
            best = (size, Block(table, found, start + at, first, grid.cells.height))
    return best[1] if best else None


def header_labels(grid: Grid, rows: Sequence[Sequence[str | None]], index: int) -> list[list[str]]:
    """Texts to try for each column of a header whose first row has this index in the grid."""
    if len(rows) == 1:
        return spread_labels(rows, [])
    below = [
        next((row[i] for row in rows[1:] if row[i] is not None), None) for i in range(len(rows[0]))
    ]
    spans = group_spans(rows[0], below, int(grid.rows[index]), grid.merges)
    return spread_labels(rows, spans)


def _is_numbering(texts: Sequence[str]) -> bool:
    """A row that counts the columns: 1 2 3 ..., (-1) (-2) ..."""
    digits = [text.lower().removeprefix("kolom").strip("()-. ") for text in texts]
    return len(texts) >= 3 and sum(d.isdigit() for d in digits) >= 0.8 * len(texts)


def _best_table(
    labels: Sequence[Sequence[str]], tables: Sequence[SourceTable]
) -> tuple[SourceTable, tuple[Found, ...]]:
    """The first table whose key columns are there, else the one most columns belong to."""
    forms = {form for texts in labels for text in texts for form in folded(text)}
    options = []
    for table in tables:
        found = tuple(recognise(labels, table))
        names = canonical_names(found)
        named = {name for name in table.outranked_by if forms & set(VOCABULARY[name].spellings)}
        complete = has_keys(names | named, table)
        options.append((complete, len(names), table, found))
    for complete, _, table, found in options:
        if complete:
            return table, found
    _, _, table, found = max(options, key=lambda option: option[1])
    return table, found


def _refined(grid: Grid, block: Block) -> Block:
    body = grid.cells.slice(block.first)
    found = one_column_each(list(block.found), body)
    return replace(block, found=tuple(refine(found, body, block.table)))


def one_column_each(found: list[Found], body: pl.DataFrame) -> list[Found]:
    """Prefer, of two columns with one header text, the one that is filled."""
    filled = {f.position: body.height - body[str(f.position)].null_count() for f in found}
    result = list(found)
    for i, chosen in enumerate(found):
        if chosen.canonical is None or filled[chosen.position]:
            continue
        for j, other in enumerate(found):
            same = set(folded(other.header)) & set(folded(chosen.header))
            if other.canonical is None and same and filled[other.position]:
                result[i] = replace(chosen, canonical=None, certainty=0.0)
                result[j] = replace(other, canonical=chosen.canonical, certainty=1.0)
                break
    return result


def _without_header(grid: Grid, tables: Sequence[SourceTable], start: int) -> Block | None:
    """A table without header, from its first row with a person's number, where content tells."""
    for index in range(start, min(start + HEADER_SEARCH_ROWS, grid.cells.height)):
        if any(sixteen_digits(cell) for cell in grid.line(index) if cell is not None):
            break
    else:
        return None
    body = grid.cells.slice(index)
    blank = [Found(position, "", None, "content", 0.0) for position in range(1, grid.width + 1)]
    for table in tables:
        found = refine(blank, body, table)
        names = canonical_names(found)
        if {"nik", "nama"} <= names and has_keys(names, table):
            return Block(table, tuple(found), index, index, grid.cells.height)
    return None


def like_sibling(grid: Grid, sibling: Block) -> Block | None:
    """A sheet without header read with the columns of another sheet of the same workbook.

    Null unless the sheet's numbers stand where the sibling's do.
    """
    for canonical in ("nik", "no_kk"):
        position = sibling.position(canonical)
        if position is None or position not in grid.cells.columns:
            continue
        column = grid.cells[position].to_list()
        hits = [i for i, cell in enumerate(column) if cell and sixteen_digits(cell)]
        if len(hits) >= max(1, 0.4 * (grid.cells.height - hits[0])) if hits else False:
            found = tuple(
                replace(f, basis="content") for f in sibling.found if f.position <= grid.width
            )
            return Block(sibling.table, found, hits[0], hits[0], grid.cells.height)
    return None

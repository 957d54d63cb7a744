"""Where the tables on a sheet are: header rows, the columns below them, several tables in a row.

Titles may stand above a header, a header may take up to three rows, and a sheet may hold further
tables below the first. A sheet without any header is read by content where that is certain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.intake.columns.below_headers import understood
from pipelines.intake.columns.cell_kinds import LONG_NUMBER, date_parts, sixteen_digits
from pipelines.intake.columns.content import refine
from pipelines.intake.columns.headers import (
    NOTHING,
    Found,
    canonical_names,
    folded,
    has_keys,
    recognize,
    spellings,
)
from pipelines.intake.columns.labels import group_spans, spread_labels
from pipelines.intake.columns.named_by_officers import (
    NO_NAMED_COLUMNS,
    NamedColumns,
    header_signature,
)
from pipelines.intake.files.grids import Grid
from pipelines.intake.grid.block import Block
from schemas.columns import VOCABULARY
from schemas.source import SourceTable

HEADER_SEARCH_ROWS = 80
HEADER_DEPTH = 3
FEWEST_COLUMNS = 2
SIBLING_SHARE = 0.4
PLACE_LABEL = re.compile(r"(?i)^\s*(?:nama\s+)?(?:desa|kelurahan|kecamatan|kabupaten|provinsi)\b")


def find_block(
    grid: Grid,
    tables: Sequence[SourceTable],
    start: int = 0,
    *,
    headerless: bool = True,
    named_columns: NamedColumns = NO_NAMED_COLUMNS,
) -> Block | None:
    """The first table at or below a row index, up to the sheet's end; null when there is none.

    A header with columns that officers named may be in no spelling we know.
    """
    stop = min(start + HEADER_SEARCH_ROWS, grid.cells.height)
    lines = [grid.line(i) for i in range(start, min(stop + HEADER_DEPTH, grid.cells.height))]
    known = set().union(*(spellings(table.name) for table in tables))
    partial: tuple[int, Block] | None = None
    for at in range(stop - start):
        if not _may_be_header(lines, at, known, bool(named_columns)):
            continue
        candidate = _header_at(grid, lines, at, start, tables, named_columns)
        if candidate is None:
            continue
        if has_keys(canonical_names(candidate.found), candidate.table):
            below = (
                _header_at(grid, lines, at + 1, start, tables, named_columns)
                if candidate.first - candidate.header > 1
                and not named_columns.knows(candidate.signature)
                else None
            )
            return _understood(grid, _without_title(candidate, below))
        if candidate.position("nama_kepala") and candidate.position("nik"):
            # A list of heads: the lower row of its header alone may look complete.
            block = _understood(grid, candidate)
            if has_keys(canonical_names(block.found), block.table):
                return block
        size = _size(candidate)
        if partial is None or size > partial[0]:
            partial = (size, candidate)
    if partial is not None:
        block = _understood(grid, partial[1])
        if has_keys(canonical_names(block.found), block.table):
            return block
    return _without_header(grid, tables, start) if headerless else None


def _size(block: Block) -> int:
    return sum(f.canonical is not None for f in block.found)


def _without_title(block: Block, below: Block | None) -> Block:
    """The header less its first row where that only was a title and the rest says as much."""
    same = below is not None and below.first == block.first and below.table == block.table
    return below if below is not None and same and _size(below) >= _size(block) else block


def likely_header(grid: Grid, tables: Sequence[SourceTable]) -> Block | None:
    """The row that looks most like a header on a sheet without any table: the first full one."""
    best: tuple[int, int] | None = None
    for at in range(min(HEADER_SEARCH_ROWS, grid.cells.height - 1)):
        texts = [cell for cell in grid.line(at) if cell is not None]
        worded = sum(any(c.isalpha() for c in text) for text in texts)
        if worded < FEWEST_COLUMNS or _is_data(texts) or _is_place_title(texts):
            continue
        if best is None or worded > best[0]:
            best = (worded, at)
    if best is None:
        return None
    labels = header_labels(grid, [grid.line(best[1])], best[1])
    table, found = _best_table(labels, tables, NOTHING)
    signature = header_signature(table.source, labels)
    return Block(table, found, best[1], best[1] + 1, grid.cells.height, signature)


def _may_be_header(
    lines: Sequence[Sequence[str | None]], at: int, known: set[str], any_words: bool
) -> bool:
    """Whether a row has a cell that is spelled like a column and none that is a person's number.

    With `any_words` the spelling does not matter, because officers may have named the columns.
    """
    texts = [cell for cell in lines[at] if cell is not None]
    if _is_data(texts) or _is_place_title(texts):
        return False
    near = [cell for line in lines[at : at + 2] for cell in line if cell is not None]
    return len(texts) > 1 and (
        any_words or any(form in known for cell in near for form in folded(cell))
    )


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
    named_columns: NamedColumns,
) -> Block | None:
    """The header that begins at a row, as deep as it goes, for the table it fits best.

    One that an officer named by its signature is that header and no other.
    """
    best: tuple[int, Block] | None = None
    for depth in range(1, HEADER_DEPTH + 1):
        if at + depth > len(lines):
            break
        rows = lines[at : at + depth]
        if any(_is_data([c for c in row if c is not None]) for row in rows[1:]):
            break
        if any(_counts_columns([c for c in row if c is not None]) for row in rows[1:]):
            break
        labels = header_labels(grid, rows, start + at)
        signature = header_signature(tables[0].source, labels)
        named = named_columns.names(signature, labels)
        table, found = _best_table(labels, tables, named)
        first = start + at + depth
        block = Block(table, found, start + at, first, grid.cells.height, signature)
        if named and named_columns.knows(signature):
            return block
        size = _size(block)
        if size >= FEWEST_COLUMNS and (best is None or size > best[0]):
            best = (size, block)
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


def _counts_columns(texts: Sequence[str]) -> bool:
    """A row that counts the columns: 1 2 3 ..., (-1) (-2) ..."""
    digits = [text.lower().removeprefix("kolom").strip("()-. ") for text in texts]
    letters = all(len(d) == 1 and d.isalpha() for d in digits)
    return len(texts) >= 3 and (letters or sum(d.isdigit() for d in digits) >= 0.8 * len(texts))


def _understood(grid: Grid, block: Block) -> Block:
    found = understood(block.found, grid.cells.slice(block.first), block.table)
    return replace(block, found=tuple(found))


def _best_table(
    labels: Sequence[Sequence[str]], tables: Sequence[SourceTable], named: Mapping[int, str]
) -> tuple[SourceTable, tuple[Found, ...]]:
    """The first table whose key columns are there, else the one most columns belong to."""
    forms = {form for texts in labels for text in texts for form in folded(text)}
    options = []
    for table in tables:
        found = tuple(recognize(labels, table, named))
        names = canonical_names(found)
        other = {name for name in table.outranked_by if forms & set(VOCABULARY[name].spellings)}
        complete = has_keys(names | other, table)
        options.append((complete, len(names), table, found))
    for complete, _, table, found in options:
        if complete:
            return table, found
    _, _, table, found = max(options, key=lambda option: option[1])
    return table, found


def _without_header(grid: Grid, tables: Sequence[SourceTable], start: int) -> Block | None:
    """A table without header, from its first row with a person's number, where there is one."""
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
        share = len(hits) / (grid.cells.height - hits[0]) if hits else 0.0
        if share >= SIBLING_SHARE:
            found = tuple(
                replace(f, basis="content", certainty=round(f.certainty * share, 3))
                for f in sibling.found
                if f.position <= grid.width
            )
            return Block(sibling.table, found, hits[0], hits[0], grid.cells.height)
    return None

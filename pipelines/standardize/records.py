"""Rows as records: an id that follows content, not position, and which rows repeat another.

`record_id` hashes source, table and every content cell (running number aside, filled KK included),
so a decision taken on a row finds it again next month, in whatever file or line it then stands.
"""

from __future__ import annotations

import hashlib
from typing import Final

import polars as pl

from schemas.source import SourceTable

LOCATION: Final = [
    "source", "file", "period", "carried_from", "sheet", "row", "list_date", "list_replaces",
    "title_village", "title_district", "file_village", "family_seq", "numeric_cells", "marks",
    "extra",
]  # fmt: skip
ORDER: Final = ["file", "sheet", "row"]
# Running numbers move when a row is inserted above; they say nothing about the person.
POSITIONAL: Final = frozenset({"no_urut"})
SPACES: Final = r"[\s\x{00a0}\x{200b}-\x{200d}\x{2060}\x{feff}]+"
# Where `SPACES` would change a cell: anything but single blanks between words.
UNTIDY: Final = r"^ | $|^$|  |[^\S ]|[\x{200b}-\x{200d}\x{2060}\x{feff}]"
ID_LENGTH: Final = 20


def fold_spaces(column: pl.Expr) -> pl.Expr:
    """Any run of white space made one space; nothing but white space made null."""
    folded = column.str.replace_all(SPACES, " ").str.strip_chars(" ")
    return pl.when(folded != "").then(folded)


def clean(frame: pl.DataFrame, table: SourceTable) -> pl.DataFrame:
    """A raw frame with white space folded in every cell, ordered by file, sheet and row.

    `table`, `role` are added; canonical columns the frame lacks come in as nulls.
    """
    names = [*table.column_names, "extra"]
    have = [name for name in names if name in frame.columns]
    # Intake has tidied most cells already, and looking is cheaper than replacing.
    untidy = frame.select(pl.col(name).str.contains(UNTIDY).any() for name in have)
    cells = [fold_spaces(pl.col(name)) for name in have if untidy[name][0]]
    cells += [pl.lit(None, pl.String).alias(name) for name in names if name not in have]
    return (
        frame.with_columns(cells)
        .with_columns(table=pl.lit(table.name), role=pl.lit(table.role))
        .sort(ORDER)
    )


def digest(content: pl.Series) -> pl.Series:
    """Short hex digest of each text."""
    digests = [hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH] for text in content]
    return pl.Series(content.name, digests, dtype=pl.String)


def identify(frame: pl.DataFrame, table: SourceTable) -> pl.DataFrame:
    """Add `record_id` and `repeated` (the row says the same as an earlier one of its file).

    Expects the order of `clean`. Equal contents are numbered in the order of file, sheet and row,
    so the set of ids does not depend on the order in which rows or files come.
    """
    if frame.is_empty():
        return frame.with_columns(
            record_id=pl.lit(None, pl.String), repeated=pl.lit(None, pl.Boolean)
        )
    filled = [
        c
        for c in sorted((*table.column_names, "extra"))
        if c not in POSITIONAL and frame[c].null_count() < frame.height
    ]
    cells = [
        pl.when(pl.col(c).is_not_null()).then(pl.lit(f"{c}=") + pl.col(c) + "\x1f").otherwise(
            pl.lit("")
        )
        for c in filled
    ]  # fmt: skip
    content = pl.concat_str([pl.col("source") + "\x1f" + pl.col("table") + "\x1f", *cells])
    ids = frame.select("file", digest=digest(frame.select(c=content)["c"]))
    # Contents that occur but once, nearly all, are not counted through.
    again = ids.with_row_index("line").filter(pl.col("digest").is_duplicated())
    again = again.select(
        "line",
        number=pl.int_range(1, pl.len() + 1).over("digest"),
        repeated=~pl.struct("file", "digest").is_first_distinct(),
    ).filter(pl.col("number") > 1)
    record_id = "r" + ids["digest"]
    numbered = record_id.gather(again["line"]) + "-" + again["number"].cast(pl.String)
    repeated = pl.repeat(False, frame.height, eager=True)
    return frame.with_columns(
        record_id=record_id.scatter(again["line"], numbered),
        repeated=repeated.scatter(again["line"], again["repeated"]),
    )


def identify_not_data(frame: pl.DataFrame) -> pl.DataFrame:
    """Ids of rows that are not data: they have no content to go by, so by their place."""
    place = pl.concat_str(
        [pl.lit("not_data"), "source", "file", "sheet", pl.col("row").cast(pl.String)],
        separator="\x1f",
    )
    return frame.with_columns(record_id="n" + digest(frame.select(p=place)["p"]))

"""What would become of an uploaded file: `padan check` as data, in a process of its own.

`python -m review.villages.dry_run WORKSPACE SOURCE PERIOD FILE` prints a DryRun as JSON. A process,
because standardizing a large file takes memory that the web server should get back. Nothing is
stored. What is reported holds headers, row numbers and sentences, never the values of a row.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.office.workspace import open_workspace
from pipelines.run.one_file import check_in_office

SHOWN_ROWS = 8
LONGEST_KEY = 200
LONG_NUMBER = r"\d{9}"
"""What a header must not hold to be written down as it is: it may be a cell of someone's row."""


@dataclass(frozen=True)
class DryRun:
    """The report of one file.

    `refused` is the sentence (with its remedy) when the file cannot be used, else empty. `columns`
    have sheet, table, signature, position, header, canonical, basis, certainty, filled, and `key`:
    the name under which an officer says what the column is. `problems` have code, column, rows and
    `places` (sheet and row of the first). `villages` counts accepted rows by village code.
    """

    refused: str = ""
    code: str = ""
    """Why it is refused, a key of `pipelines.intake.files.refusals.MESSAGES`."""

    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    not_data: int = 0
    list_date: str = ""
    columns: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    villages: dict[str, int] = field(default_factory=dict)
    without_village: int = 0
    flag_ids: list[str] = field(default_factory=list)
    """The findings that a verification reply answers."""


def dry_run(root: Path, source: str, period: str, file: Path) -> DryRun:
    """Read `file` as the run of `period` would, with the workspace's settings and corrections."""
    found = check_in_office(file, source, period, open_workspace(root))
    columns = _columns(found.columns)
    if found.refused:
        return DryRun(refused=found.refused, code=found.code, columns=columns)
    outcomes = found.outcomes
    known = found.records.filter(pl.col("outcome") == "accepted").drop_nulls("village_code")
    return DryRun(
        rows=outcomes.total(),
        accepted=outcomes["accepted"],
        rejected=outcomes["rejected"],
        not_data=outcomes["not_data"],
        list_date=found.list_date,
        columns=columns,
        problems=_problems(found.problems),
        villages=dict(known["village_code"].value_counts().sort("village_code").iter_rows()),
        without_village=outcomes["accepted"] - known.height,
        flag_ids=sorted(found.core["reply"]["id_temuan"].drop_nulls().unique()),
    )


def _columns(found: pl.DataFrame) -> list[dict[str, Any]]:
    """Columns as found, once a header; `doubtful` are those an officer may want to name."""
    columns = found.unique(["sheet", "table", "position"]).sort("sheet", "table", "position")
    alone = pl.col("header").is_first_distinct() & pl.col("header").is_last_distinct()
    text = pl.col("header").str.strip_chars()
    fit = (text != "") & (text.str.len_chars() <= LONGEST_KEY) & ~text.str.contains(LONG_NUMBER)
    own_text = (alone & fit).over("sheet", "table")
    number = pl.format("kolom {}", pl.col("position"))
    return (
        columns.with_columns(
            header=pl.when(~text.str.contains(LONG_NUMBER)).then("header"),
            key=pl.when(own_text).then(pl.col("header")).otherwise(number),
        )
        .rename({"to_name": "doubtful"})
        .drop("file")
        .to_dicts()
    )


def _problems(found: pl.DataFrame) -> list[dict[str, Any]]:
    """Problems by code and column, the most frequent first."""
    return (
        found.sort("sheet", "row")
        .group_by("code", "column", maintain_order=True)
        .agg(
            rows=pl.struct("sheet", "row").n_unique(),
            places=pl.struct("sheet", "row").unique(maintain_order=True).head(SHOWN_ROWS),
        )
        .sort("rows", "code", "column", descending=[True, False, False])
        .to_dicts()
    )


def main(root: str, source: str, period: str, file: str) -> None:
    """Print the report of one file."""
    print(json.dumps(asdict(dry_run(Path(root), source, period, Path(file)))))


if __name__ == "__main__":
    main(*sys.argv[1:])

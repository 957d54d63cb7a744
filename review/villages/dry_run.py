"""What would become of an uploaded file: `padan check` as data, in a process of its own.

`python -m review.villages.dry_run WORKSPACE SOURCE PERIOD FILE` prints a DryRun as JSON. A process,
because standardising a large file takes memory that the web server should get back. Nothing is
stored. What is told holds headers, row numbers and sentences, never the values of a row.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.intake import Intake, column_corrections, read_file
from pipelines.office.config import load_config
from pipelines.office.corrections import load_corrections
from pipelines.office.ledger import read_decisions
from pipelines.office.workspace import open_workspace
from pipelines.standardize import standardize

SHOWN_ROWS = 8
SURE = 1.0
LONGEST_KEY = 200
LONG_NUMBER = r"\d{9}"
"""What a header must not hold to be written down as it is: it may be a cell of somebody's row."""


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
    workspace = open_workspace(root)
    config = load_config(workspace.config_file)
    said = column_corrections(config, read_decisions(workspace))
    intake = read_file(file, source, said)
    columns = _columns(intake)
    (entry,) = intake.files.to_dicts()
    if entry["status"] == "refused":
        return DryRun(refused=entry["message"], code=entry["code"], columns=columns)
    core = standardize(intake, config, period, load_corrections(workspace.corrections_file))
    records = core["record"]
    outcomes = dict(records["outcome"].value_counts().iter_rows())
    accepted = records.filter(pl.col("outcome") == "accepted")
    known = accepted.drop_nulls("village_code")
    return DryRun(
        rows=records.height,
        accepted=accepted.height,
        rejected=outcomes.get("rejected", 0),
        not_data=outcomes.get("not_data", 0),
        list_date=str(entry["list_date"] or ""),
        columns=columns,
        problems=_problems(records),
        villages=dict(known["village_code"].value_counts().sort("village_code").iter_rows()),
        without_village=accepted.height - known.height,
        flag_ids=sorted(core["reply"]["id_temuan"].drop_nulls().unique()),
    )


def _columns(intake: Intake) -> list[dict[str, Any]]:
    """Columns as found, once a header; `doubtful` are those an officer may want to name."""
    columns = intake.columns.unique(["sheet", "table", "position"]).sort(
        "sheet", "table", "position"
    )
    alone = pl.col("header").is_first_distinct() & pl.col("header").is_last_distinct()
    text = pl.col("header").str.strip_chars()
    fit = (text != "") & (text.str.len_chars() <= LONGEST_KEY) & ~text.str.contains(LONG_NUMBER)
    own_text = (alone & fit).over("sheet", "table")
    number = pl.format("kolom {}", pl.col("position"))
    unknown = pl.col("canonical").is_null() & (pl.col("filled") > 0)
    doubtful = (unknown | (pl.col("certainty") < SURE)) & (pl.col("basis") != "config").fill_null(
        True
    )
    return (
        columns.with_columns(
            header=pl.when(~text.str.contains(LONG_NUMBER)).then("header"),
            key=pl.when(own_text).then(pl.col("header")).otherwise(number),
            doubtful=doubtful & pl.col("signature").is_not_null(),
        )
        .drop("file")
        .to_dicts()
    )


def _problems(records: pl.DataFrame) -> list[dict[str, Any]]:
    """Problems by code and column, the most frequent first."""
    found = (
        records.select("sheet", "row", "problems")
        .explode("problems")
        .drop_nulls("problems")
        .unnest("problems")
    )
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

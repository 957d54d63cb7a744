"""One file as a month would take it: read and standardized, nothing stored.

What `padan check` prints and what a page says of an upload are two tellings of this.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.domain.doubt import doubtful
from pipelines.intake import named_columns, read_file
from pipelines.office.config import Config, load_config
from pipelines.office.corrections import NO_CORRECTIONS, Corrections, load_corrections
from pipelines.office.ledger import NO_DECISIONS, read_decisions
from pipelines.office.workspace import Workspace
from pipelines.standardize import standardize


@dataclass(frozen=True)
class FileCheck:
    """What would become of one file.

    `refused` is the sentence with its remedy when the file cannot be used, and `code` its key in
    `pipelines.intake.files.refusals.MESSAGES`; both are empty otherwise. `columns` are rows of
    raw.ColumnFound, also of a file refused for lack of key columns, with those `to_name` that an
    officer may want to name: doubtful ones under a header; `core` the core tables by
    name, none of a refused file.
    """

    columns: pl.DataFrame
    refused: str = ""
    code: str = ""
    warnings: tuple[str, ...] = ()
    list_date: str = ""
    core: dict[str, pl.DataFrame] = field(default_factory=dict)

    @property
    def records(self) -> pl.DataFrame:
        """What became of each row (core.Record)."""
        return self.core["record"]

    @property
    def outcomes(self) -> Counter[str]:
        """How many rows were accepted, rejected and not_data."""
        return Counter(self.records["outcome"].to_list())

    @property
    def problems(self) -> pl.DataFrame:
        """Problems one a row: sheet, row, code, column, message; messages hold no values."""
        return (
            self.records.select("sheet", "row", "problems")
            .explode("problems")
            .drop_nulls("problems")
            .unnest("problems")
        )


def check_in_office(file: Path, source: str, period: str, workspace: Workspace) -> FileCheck:
    """Check `file` as the run of `period` would, with the office's settings and corrections."""
    return check_file(
        file,
        source,
        period,
        load_config(workspace.config_file),
        read_decisions(workspace),
        load_corrections(workspace.corrections_file),
    )


def check_file(
    file: Path,
    source: str,
    period: str,
    config: Config,
    decisions: pl.DataFrame = NO_DECISIONS,
    corrections: Corrections = NO_CORRECTIONS,
) -> FileCheck:
    """Read and standardize `file` as one of the source folder `source`.

    UsageError when the source is unknown or there is no such file.
    """
    intake = read_file(file, source, named_columns(config, decisions))
    in_doubt = doubtful(config.understanding.sure_column)
    columns = intake.columns.with_columns(to_name=in_doubt & pl.col("signature").is_not_null())
    entry: dict[str, Any] = intake.files.row(0, named=True)
    if entry["status"] == "refused":
        return FileCheck(columns, entry["message"], entry["code"])
    return FileCheck(
        columns,
        warnings=tuple(warning.message for warning in intake.warnings),
        list_date=str(entry["list_date"] or ""),
        core=standardize(intake, config, period, corrections),
    )

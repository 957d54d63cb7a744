"""`padan check`: what would be read from one file; no workspace, no Prefect, nothing stored."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import polars as pl
import typer

from pipelines.config import Config, SourceName, load_config
from pipelines.errors import UsageError
from pipelines.workspace import PERIOD

if TYPE_CHECKING:
    from pipelines.intake import Intake

SHOWN_PROBLEMS = 20
BASIS = {
    "header": "judul kolom",
    "fuzzy": "judul mirip",
    "content": "isi kolom",
    "swapped": "NIK dan KK tertukar",
    "config": "pengaturan",
}


def print_check(file: Path, source: str, region: str) -> None:
    """Print what was understood of each column, the row counts and the first problems.

    Settings and period are the workspace's when `file` lies in one, else the defaults for
    `region` and the current month. UsageError for an unknown source or a file that is not there.
    """
    if source not in get_args(SourceName):
        raise UsageError(
            f"sumber '{source}' tidak dikenal; pilih {', '.join(get_args(SourceName))}"
        )
    if not file.is_file():
        raise UsageError(f"{file} tidak ada")
    from pipelines.intake import read_file
    from pipelines.standardize import standardize

    intake = read_file(file, source)
    typer.echo(f"{file.name} sebagai {source}")
    refused = intake.files.filter(pl.col("status") == "refused")
    if refused.height:
        typer.echo(f"Tidak dapat dipakai: {refused['message'][0]}")
        return
    records = standardize(intake, _config(file, region), _period(file))["record"]
    for lines in (_columns(intake), _counts(records), _problems(records)):
        typer.echo("\n" + "\n".join(lines))


def _config(file: Path, region: str) -> Config:
    for folder in file.resolve().parents:
        if (folder / "padan.toml").is_file():
            return load_config(folder / "padan.toml")
    try:
        return Config(region=region)
    except ValueError:
        raise UsageError(f"wilayah '{region}' tidak dikenal; misalnya 63.05") from None


def _period(file: Path) -> str:
    named = [part for part in file.resolve().parts if PERIOD.match(part)]
    return named[-1] if named else f"{date.today():%Y-%m}"


def _columns(intake: Intake) -> list[str]:
    """Each column's meaning; sheets that were understood alike are said once."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for (sheet,), columns in sorted(intake.columns.partition_by("sheet", as_dict=True).items()):
        meaning = tuple(_meaning(row) for row in columns.sort("position").iter_rows(named=True))
        alike.setdefault(meaning, []).append(str(sheet))
    lines = []
    for meaning, sheets in alike.items():
        named = ", ".join(sheet for sheet in sheets if sheet)
        lines.append(f"Kolom yang dipahami{f' (lembar {named})' if named else ''}:")
        lines += [f"  {text}" for text in meaning]
    return lines


def _meaning(row: dict[str, Any]) -> str:
    header = row["header"] or "(tanpa judul)"
    if not row["canonical"]:
        return f"kolom {row['position']}: {header} → tidak dikenal, disimpan apa adanya"
    basis = BASIS.get(row["basis"], row["basis"])
    return (
        f"kolom {row['position']}: {header} → {row['canonical']} ({basis}, {row['certainty']:.0%})"
    )


def _counts(records: pl.DataFrame) -> list[str]:
    count = Counter(records["outcome"].to_list())
    return [
        f"Baris: {records.height} dibaca, {count['accepted']} dipakai, "
        f"{count['rejected']} ditolak, {count['not_data']} bukan data."
    ]


def _problems(records: pl.DataFrame) -> list[str]:
    """The first problems by row; messages hold no values."""
    found = (
        records.select("sheet", "row", "problems")
        .explode("problems")
        .drop_nulls("problems")
        .unnest("problems")
        .sort("sheet", "row", "code")
    )
    if found.is_empty():
        return ["Tidak ada masalah."]
    lines = [f"Masalah pertama (dari {found.height}):"]
    for row in found.head(SHOWN_PROBLEMS).iter_rows(named=True):
        sheet = f"{row['sheet']} " if row["sheet"] else ""
        column = f" {row['column']}:" if row["column"] else ""
        lines.append(f"  {sheet}baris {row['row']}{column} {row['message']}")
    return lines

"""`padan check`: what would be read from one file; no Prefect, nothing stored.

A workspace is not needed; where there is one, its settings and corrections count.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipelines.domain.periods import current_period, is_period
from pipelines.domain.words import OUTCOMES
from pipelines.errors import UsageError
from pipelines.office.config import Config, load_config
from pipelines.office.workspace import Workspace, open_workspace
from schemas.sources import SOURCES

if TYPE_CHECKING:
    import polars as pl

    from pipelines.run.one_file import FileCheck

SHOWN_PROBLEMS = 20
DATE_ORDERS = {
    "day_first": "hari-bulan-tahun",
    "month_first": "bulan-hari-tahun",
    "mixed": "bercampur; dibaca hari-bulan-tahun bila bisa",
}


def print_check(file: Path, source: str, region: str, workspace: Path | None = None) -> None:
    """Print what was understood of each column, the row counts and the first problems.

    Settings, corrections and period are those of `workspace`, or of the workspace that `file` lies
    in, else the defaults for `region` and the current month. UsageError for an unknown source, a
    file that is not there or a folder that is not a workspace.
    """
    if source not in SOURCES:
        raise UsageError(f"sumber '{source}' tidak dikenal; pilih {', '.join(SOURCES)}")
    if not file.is_file():
        wrong = "bukan berkas; sebutkan satu berkas di dalamnya" if file.is_dir() else "tidak ada"
        raise UsageError(f"{file} {wrong}")
    place = open_workspace(workspace) if workspace else _around(file)
    from pipelines.commands.columns import to_paste, understood
    from pipelines.run.one_file import check_file, check_in_office

    config = load_config(place.config_file) if place else _defaults(region)
    period = _period(file, config.timezone)
    found = (
        check_in_office(file, source, period, place)
        if place
        else check_file(file, source, period, config)
    )
    typer.echo(f"{file.name} sebagai {source}")
    if found.refused:
        typer.echo(f"Tidak dapat dipakai: {found.refused}")
        if found.columns.height:
            typer.echo(
                "\n" + "\n".join([*understood(found.columns), "", *to_paste(found.columns, source)])
            )
        return
    for warning in found.warnings:
        typer.echo(f"Perhatian: {warning}")
    parts = [understood(found.columns), _dates(found.core["date_order"]), _counts(found),
             _problems(found.problems), to_paste(found.columns, source)]  # fmt: skip
    for lines in filter(None, parts):
        typer.echo("\n" + "\n".join(lines))


def _around(file: Path) -> Workspace | None:
    folders = file.resolve().parents
    return next((Workspace(f) for f in folders if (f / "padan.toml").is_file()), None)


def _defaults(region: str) -> Config:
    try:
        return Config(region=region)
    except ValueError:
        raise UsageError(f"wilayah '{region}' tidak dikenal; misalnya 63.05") from None


def _period(file: Path, timezone: str) -> str:
    named = [part for part in file.resolve().parts if is_period(part)]
    return named[-1] if named else current_period(timezone)


def _counts(found: FileCheck) -> list[str]:
    count = found.outcomes
    each = ", ".join(f"{count[outcome]} {word}" for outcome, word in OUTCOMES.items())
    return [f"Baris: {count.total()} dibaca, {each}."]


def _dates(orders: pl.DataFrame) -> list[str]:
    """How the day and month of each date column were read, where the text leaves it open."""
    lines = []
    for row in orders.sort("sheet", "canonical").iter_rows(named=True):
        counts = (
            f"{row['day_first']} pasti hari dulu, {row['month_first']} pasti bulan dulu, "
            f"{row['open']} bisa dua arti"
        )
        order = DATE_ORDERS[row["order"]]
        lines.append(f"Urutan tanggal di kolom {row['canonical']}: {order} ({counts}).")
    return lines


def _problems(found: pl.DataFrame) -> list[str]:
    """The first problems by row."""
    if found.is_empty():
        return ["Tidak ada masalah."]
    lines = [f"Masalah pertama (dari {found.height}):"]
    first = found.sort("sheet", "row", "code").head(SHOWN_PROBLEMS)
    for row in first.iter_rows(named=True):
        sheet = f"{row['sheet']} " if row["sheet"] else ""
        column = f" {row['column']}:" if row["column"] else ""
        lines.append(f"  {sheet}baris {row['row']}{column} {row['message']}")
    return lines

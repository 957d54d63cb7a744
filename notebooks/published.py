"""What the notebooks share: which published period to look at, and reading from it.

Notebooks read published databases only, read-only, and close them at once, so that the next
publication can be renamed into place while a notebook is open.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import polars as pl

from pipelines.errors import UsageError
from pipelines.machine.database import open_published
from pipelines.office.workspace import Workspace, open_workspace
from schemas.base import Table


def workspace_of(arguments: Mapping[str, object]) -> Workspace:
    """The workspace named by `--workspace` or else by PADAN_WORKSPACE.

    UsageError when none is named, it is none, or nothing has been published in it.
    """
    named = arguments.get("workspace") or os.environ.get("PADAN_WORKSPACE")
    if not named:
        raise UsageError("sebutkan ruang kerja: -- --workspace FOLDER (atau PADAN_WORKSPACE)")
    place = open_workspace(Path(str(named)))
    if not place.published_periods():
        raise UsageError(f"belum ada periode yang terbit di {place.root}")
    return place


def read(place: Workspace, period: str, query: str) -> pl.DataFrame:
    """The rows of an SQL query over the published database of `period`."""
    with closing(open_published(place.database(period))) as con:
        return con.sql(query).pl()


def labelled(frame: pl.DataFrame, table: type[Table]) -> pl.DataFrame:
    """The frame with the columns' labels for officers, as `table` declares them, for headings."""
    columns = table.to_schema().columns
    return frame.rename({name: columns[name].title for name in frame.columns if name in columns})

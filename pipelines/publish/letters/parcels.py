"""One village's parcel of papers: letter, form and workbook, written from plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.domain.periods import next_period
from pipelines.machine.file_names import file_name
from pipelines.office.config import WindowConfig
from pipelines.publish.letters.letter import write_letter
from pipelines.publish.letters.summary import write_summary
from pipelines.publish.letters.template import Form, write_form
from pipelines.publish.letters.village import VillageFeedback


@dataclass(frozen=True)
class Parcel:
    """Everything that is written to one village.

    `people` are its rows of `listed.listed_rows`; `to_mend` and `as_typed` its part of
    `rejected.rows_to_mend` and `rejected.cells_as_typed`; `columns` and `changes` its rows of the
    SQL files sql/publish/letters/columns_found and changes.
    """

    feedback: VillageFeedback
    window: WindowConfig
    people: pl.DataFrame
    to_mend: pl.DataFrame
    as_typed: Mapping[str, pl.DataFrame]
    columns: Sequence[Mapping[str, Any]]
    changes: Sequence[Mapping[str, Any]]

    @property
    def rows(self) -> int:
        """How long its papers are together."""
        return self.people.height + self.to_mend.height


def write_parcel(parcel: Parcel, folder: Path) -> None:
    """Write letter and form, and the workbook where a list was read, into the new `folder`."""
    feedback, period = parcel.feedback, parcel.feedback.period
    folder.mkdir()
    form = Form(feedback.village, next_period(period), parcel.window, parcel.people.to_dicts())
    write_form(form, folder)
    write_letter(feedback, folder / _named("Surat", feedback, "pdf"))
    if feedback.count.rows_read:
        path = folder / _named("Umpan balik", feedback, "xlsx")
        write_summary(
            feedback, parcel.to_mend, parcel.as_typed, parcel.columns, parcel.changes, path
        )


def _named(what: str, feedback: VillageFeedback, suffix: str) -> str:
    return f"{file_name(f'{what} {feedback.village.name} {feedback.period}')}.{suffix}"

"""One village's parcel of papers: letter, form and workbook, written from plain data.

Writing is all a regency's letters cost, so a second process takes half of the parcels of a large
one. It gets them through its standard input; nothing of them touches the disk on the way.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

import pipelines
from pipelines.config import WindowConfig
from pipelines.errors import RunError
from pipelines.feedback.letter import write_letter
from pipelines.feedback.months import next_period
from pipelines.feedback.summary import write_summary
from pipelines.feedback.template import Form, write_form
from pipelines.feedback.village import VillageFeedback
from pipelines.publish.rejected import TypedRows
from pipelines.publish.words import file_name

PROGRAM: Final = "pipelines.feedback.parcels"
WORTH_A_HELPER: Final = 4_000
"""Prefilled rows from which the second process, which takes a second to start, pays."""


@dataclass(frozen=True)
class Parcel:
    """Everything that is written to one village.

    `people` are its rows of `listed.listed_rows`; `to_mend` and `as_typed` its part of
    `rejected.rows_to_mend` and `rejected.cells_as_typed`; `columns` and `changes` its rows of the
    SQL files sql/feedback/columns_found and changes.
    """

    feedback: VillageFeedback
    window: WindowConfig
    people: pl.DataFrame
    to_mend: pl.DataFrame
    as_typed: Mapping[str, TypedRows]
    columns: Sequence[Mapping[str, Any]]
    changes: Sequence[Mapping[str, Any]]


def write_parcels(parcels: Sequence[Parcel], folder: Path) -> None:
    """Write every parcel into its own new folder below `folder`.

    Raises RunError when the second process fails.
    """
    people = sum(parcel.people.height for parcel in parcels)
    if people < WORTH_A_HELPER or len(os.sched_getaffinity(0)) < 2:
        _write(parcels, folder)
        return
    by_size = sorted(parcels, key=lambda parcel: -parcel.people.height)
    with subprocess.Popen(
        # -P: the folder the office works in is no place to import modules from.
        [sys.executable, "-P", "-m", PROGRAM, str(folder.resolve())],
        stdin=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(pipelines.__file__).parents[1])},
    ) as helper:
        assert helper.stdin is not None
        try:
            pickle.dump(by_size[1::2], helper.stdin)
            helper.stdin.close()
        except BrokenPipeError:
            helper.wait()
        else:
            _write(by_size[::2], folder)
    if helper.returncode:
        raise RunError("the second process that writes the letters failed")


def write_parcel(parcel: Parcel, folder: Path) -> None:
    """Write letter and form, and the workbook where a list was read, into the new `folder`."""
    feedback, period = parcel.feedback, parcel.feedback.period
    folder.mkdir()
    form = Form(feedback.place, next_period(period), parcel.window, parcel.people.to_dicts())
    write_form(form, folder)
    write_letter(feedback, folder / _named("Surat", feedback, "pdf"))
    if feedback.count.rows_read:
        path = folder / _named("Umpan balik", feedback, "xlsx")
        write_summary(
            feedback, parcel.to_mend, parcel.as_typed, parcel.columns, parcel.changes, path
        )


def _write(parcels: Sequence[Parcel], folder: Path) -> None:
    for parcel in parcels:
        write_parcel(parcel, folder / file_name(parcel.feedback.place.file_stem))


def _named(what: str, feedback: VillageFeedback, suffix: str) -> str:
    return f"{file_name(f'{what} {feedback.place.village} {feedback.period}')}.{suffix}"


if __name__ == "__main__":
    _write(pickle.load(sys.stdin.buffer), Path(sys.argv[1]))

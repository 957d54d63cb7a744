"""What the office has to say to one village about its list of the month.

Holds file names and row numbers, never a NIK, a name or an address of a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import polars as pl

from pipelines.domain.villages import Village
from pipelines.machine.file_names import masked
from pipelines.office.config import WindowConfig
from pipelines.publish.letters.months import MonthCount
from schemas.columns import VOCABULARY
from schemas.problems import PROBLEMS, split_message

LONGEST_FILE_NAME: Final = 60


@dataclass(frozen=True)
class Where:
    """Rows of one sheet (its name is empty for text files) of one file."""

    file: str
    sheet: str
    rows: tuple[int, ...]

    def words(self, most: int) -> str:
        """`Usulan.xlsx, lembar RT 1, baris 7, 9–12`; at most `most` row numbers or runs."""
        sheet = f", lembar {self.sheet}" if self.sheet else ""
        return f"{self.file}{sheet}, baris {row_words(self.rows, most)}"


@dataclass(frozen=True)
class Mistake:
    """One kind of problem with the rows that have it; `wrong` and `remedy` are sentences."""

    code: str
    wrong: str
    remedy: str
    columns: tuple[str, ...]
    rows: int
    places: tuple[Where, ...]


@dataclass(frozen=True)
class SentAgain:
    """A further list of the month (its shown name) and what it changed, in persons.

    `same_as` is the older file whose very rows it has; `withdrawn` are those whom it, as a full
    replacement, leaves out.
    """

    file: str
    added: int
    changed: int
    same: int
    withdrawn: int
    same_as: str | None = None


@dataclass(frozen=True)
class VillageFeedback:
    """One village's month. `months` end with this one; `late` as `out.Coverage` has it.

    `refused` are (file, sentence) of files that could not be used and whose name gives the
    village. `population_list`: the list proposes nobody, because it names most of the people.
    """

    village: Village
    period: str
    window: WindowConfig
    late: bool
    months: Sequence[MonthCount]
    files: Sequence[str] = ()
    mistakes: Sequence[Mistake] = ()
    refused: Sequence[tuple[str, str]] = ()
    population_list: bool = False
    sent_again: Sequence[SentAgain] = ()
    carried_over: int = 0

    @property
    def count(self) -> MonthCount:
        """This month's rows."""
        return self.months[-1]


def mistakes_of(rows: pl.DataFrame) -> list[Mistake]:
    """Kinds of problem among rows of `rejected.rows_to_mend`, the most frequent first.

    Problems that are mere information are left out; a row counts once for each kind.
    """
    found: dict[str, list[Mapping[str, Any]]] = {}
    columns: dict[str, set[str]] = {}
    for row in rows.iter_rows(named=True):
        for code in dict.fromkeys(p["code"] for p in row["problems"]):
            if PROBLEMS[code].severity != "info":
                found.setdefault(code, []).append(row)
        for problem in row["problems"]:
            if problem["column"]:
                columns.setdefault(problem["code"], set()).add(problem["column"])
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        Mistake(
            code,
            *split_message(PROBLEMS[code].message),
            columns=tuple(VOCABULARY[c].label for c in VOCABULARY if c in columns.get(code, ())),
            rows=len(having),
            places=tuple(_places(having)),
        )
        for code, having in ordered
    ]


def _places(rows: Iterable[Mapping[str, Any]]) -> Iterable[Where]:
    def place(row: Mapping[str, Any]) -> tuple[str, str]:
        return row["file"], row["sheet"]

    ordered = sorted(rows, key=lambda row: (*place(row), row["row"]))
    for (file, sheet), having in groupby(ordered, key=place):
        yield Where(shown_file(file), masked(sheet), tuple(row["row"] for row in having))


def row_words(rows: Sequence[int], most: int) -> str:
    """Row numbers in rising order as `7, 9–12 dan 30 baris lain`, at most `most` runs."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    said = ", ".join(f"{r[0]}–{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs[:most])
    rest = sum(len(run) for run in runs[most:])
    return f"{said} dan {rest} baris lain" if rest else said


def shown_file(file: str) -> str:
    """A file's base name as the letter shows it: long digit runs blotted out, middle cut."""
    name = masked(file.rsplit("/", 1)[-1])
    if len(name) <= LONGEST_FILE_NAME:
        return name
    half = LONGEST_FILE_NAME // 2
    return f"{name[:half]}…{name[-half:]}"

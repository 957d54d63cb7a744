"""What was read of each file, put together as the raw layer of a period."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.files.refusals import message_of
from pipelines.intake.inbox import InboxFile
from pipelines.intake.reading import NotUnderstood, Reading
from pipelines.intake.wrong_folder import misplaced
from schemas.base import conform, dtypes, empty
from schemas.raw import ColumnFound, File, NotData, raw_schema
from schemas.sources import TABLES


@dataclass(frozen=True)
class IntakeWarning:
    """Something an officer should know about a source as a whole."""

    code: str
    source: str
    message: str


@dataclass(frozen=True)
class Intake:
    """The raw layer of a period.

    `files`, `columns` and `not_data` as declared in `schemas.raw`; `tables` has every table of
    `schemas.sources.TABLES`, with all its columns, empty where no file brought rows.
    """

    files: pl.DataFrame
    columns: pl.DataFrame
    not_data: pl.DataFrame
    tables: dict[str, pl.DataFrame]
    warnings: tuple[IntakeWarning, ...] = ()


@dataclass(frozen=True)
class ReadFile:
    """A file of the inbox and what it holds; `reading` is null when it is not used.

    `columns` are `raw.ColumnFound` rows of a file that was not understood. `carried` files are of
    an earlier period.
    """

    entry: InboxFile
    reading: Reading | None = None
    columns: tuple[pl.DataFrame, ...] = ()
    carried: bool = False

    def with_result(self, result: Reading | RefusedFile) -> ReadFile:
        """The file as its reader left it."""
        if isinstance(result, Reading):
            return replace(self, reading=result)
        columns = (result.columns,) if isinstance(result, NotUnderstood) else ()
        return replace(self, entry=self.entry.refused(result.code), columns=columns)

    def rows_of(self, table: str) -> int:
        """How many rows of a raw table were read of it."""
        return self.reading.rows_of(table) if self.reading else 0


def raw_layer(files: Iterable[ReadFile], warnings: Sequence[IntakeWarning] = ()) -> Intake:
    """The raw layer of these files, in byte order of their paths, with warnings about them."""
    ordered = sorted(files, key=lambda f: os.fsencode(f.entry.path))
    tables = {name: [pl.DataFrame(schema=raw_schema(table))] for name, table in TABLES.items()}
    not_data, columns = [empty(NotData)], [empty(ColumnFound)]
    for f in ordered:
        own = [pl.lit(value, dtype=pl.String).alias(name) for name, value in _where(f).items()]
        reading = f.reading or Reading()
        for table, frames in reading.tables.items():
            tables[table] += [frame.with_columns(own) for frame in frames]
        not_data += [conform(frame.with_columns(own), NotData) for frame in reading.not_data]
        file = pl.lit(f.entry.file).alias("file")
        found = (*reading.columns, *f.columns)
        columns += [conform(frame.with_columns(file), ColumnFound) for frame in found]
    listed = pl.DataFrame([_file_row(f) for f in ordered], schema=dtypes(File), orient="row")
    headers = pl.concat(columns)
    return Intake(
        listed,
        headers,
        pl.concat(not_data),
        {name: pl.concat(frames) for name, frames in tables.items()},
        (*warnings, *_wrong_folders(listed, headers)),
    )


def _where(f: ReadFile) -> dict[str, str | None]:
    """What every row of a file says of it."""
    entry = f.entry
    return {
        "source": entry.source,
        "file": entry.file,
        "period": entry.period,
        "carried_from": entry.period if f.carried else None,
    }


def _file_row(f: ReadFile) -> dict[str, object]:
    """A file as `raw.File`."""
    entry, reading = f.entry, f.reading or Reading()
    frames = [frame for own in reading.tables.values() for frame in own]
    return {
        **_where(f),
        "sha256": entry.sha256,
        "size": entry.size,
        "status": entry.status,
        "code": entry.code,
        "message": message_of(entry.code, entry.source) if entry.code else None,
        "layout": reading.layout if f.reading else None,
        "list_date": reading.list_date,
        "list_date_basis": reading.list_date_basis,
        "list_date_has_day": reading.list_date_has_day,
        "replaces": reading.replaces,
        "replaces_basis": reading.replaces_basis,
        "rows_read": sum(frame.height for frame in (*frames, *reading.not_data)),
    }


def _wrong_folders(files: pl.DataFrame, columns: pl.DataFrame) -> list[IntakeWarning]:
    return [
        IntakeWarning(
            "wrong_folder",
            source,
            f"Berkas {file} tampak seperti data {other}, padahal dibaca sebagai {source}. Bila "
            f"salah folder, pindahkan ke folder {other}, lalu jalankan lagi; bila benar, tidak "
            "perlu berbuat apa-apa.",
        )
        for (source, file), other in misplaced(files, columns).items()
    ]

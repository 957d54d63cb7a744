"""Cells with a known fault mended as koreksi.toml says, before anything reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

import polars as pl

from pipelines.domain.regions import Regions
from pipelines.office.corrections import Correction, Corrections
from pipelines.standardize.villages import villages_of
from schemas import core
from schemas.base import dtypes
from schemas.sources import tables_of

CODE = "corrected_by_office"


@dataclass(frozen=True)
class Corrected:
    """Frames with cells mended.

    `notes` has a row (record_id, code, column) for each mended cell; `outcomes` is
    `core.Correction`.
    """

    frames: dict[str, pl.DataFrame]
    notes: pl.DataFrame
    outcomes: pl.DataFrame


def correct(
    frames: Mapping[str, pl.DataFrame], corrections: Corrections, regions: Regions
) -> Corrected:
    """Mend the cells of raw rows that already have their `record_id`.

    `frames` by name of the raw table, cells with folded spaces. Of several corrections that fit a
    cell the first in the file counts; each of them has found its fault.
    """
    result = dict(frames)
    notes = [pl.DataFrame(schema={"record_id": pl.String, "code": pl.String, "column": pl.String})]
    outcomes = []
    mended: dict[tuple[str, str], pl.Series] = {}
    for correction in corrections.koreksi:
        read = scope = found = 0
        for table in tables_of(correction.source):
            frame = frames.get(table.name)
            if frame is None or correction.column not in table.column_names:
                continue
            in_time = _in_time(frame, correction)
            in_scope = in_time & _in_scope(frame, correction, regions)
            fits = in_scope & _fits(frame[correction.column], correction)
            read, scope, found = (
                count + int(mask.sum())
                for count, mask in ((read, in_time), (scope, in_scope), (found, fits))
            )
            place = (table.name, correction.column)
            fresh = fits & ~mended.get(place, pl.repeat(False, frame.height, eager=True))
            mended[place] = fresh | mended.get(place, fresh)
            result[table.name] = _mended(result[table.name], correction, fresh)
            notes.append(
                frame.filter(fresh).select(
                    "record_id", code=pl.lit(CODE), column=pl.lit(correction.column)
                )
            )
        outcomes.append(_outcome(correction, read, scope, found))
    return Corrected(
        result,
        pl.concat(notes),
        pl.DataFrame(outcomes, schema=dtypes(core.Correction), orient="row"),
    )


def _in_time(frame: pl.DataFrame, correction: Correction) -> pl.Series:
    """Rows of files of the correction's periods."""
    period = pl.col("period")
    checks = [pl.lit(True)]
    if correction.first_period:
        checks.append(period >= correction.first_period)
    if correction.last_period:
        checks.append(period <= correction.last_period)
    return frame.select(pl.all_horizontal(period.is_not_null(), *checks)).to_series()


def _in_scope(frame: pl.DataFrame, correction: Correction, regions: Regions) -> pl.Series:
    """Rows of the correction's file (its path below inbox/ or its base name) and village."""
    mask = pl.repeat(True, frame.height, eager=True)
    if correction.file:
        files = frame["file"].unique().to_list()
        own = [f for f in files if _is_file(f, correction.file)]
        mask = mask & frame["file"].is_in(own)
    if correction.village:
        mask = mask & (villages_of(frame, regions) == correction.village).fill_null(False)
    return mask


def _is_file(file: str, pattern: str) -> bool:
    return any(fnmatchcase(text.lower(), pattern.lower()) for text in (file, file.split("/")[-1]))


def _fits(cells: pl.Series, correction: Correction) -> pl.Series:
    """Cells that say what is wrong; `expect = ""` means blank cells."""
    if correction.pattern is not None:
        return cells.str.contains(f"^(?:{correction.pattern})$").fill_null(False)
    wanted = " ".join((correction.expect or "").split())
    return (cells == wanted).fill_null(False) if wanted else cells.is_null()


def _mended(frame: pl.DataFrame, correction: Correction, where: pl.Series) -> pl.DataFrame:
    """The frame with the correction's value in the rows `where`; such a cell counts as text."""
    column = pl.col(correction.column)
    if correction.value is None:
        value: pl.Expr = pl.lit(None, pl.String)
    elif correction.pattern is not None:
        value = column.str.replace(f"^(?:{correction.pattern})$", correction.value)
    else:
        value = pl.lit(correction.value)
    return frame.with_columns(
        pl.when(where).then(value.replace("", None)).otherwise(column).alias(correction.column),
        numeric_cells=pl.when(where)
        .then(pl.col("numeric_cells").list.set_difference([correction.column]))
        .otherwise("numeric_cells"),
    )


def _outcome(correction: Correction, read: int, scope: int, found: int) -> dict[str, object]:
    return {
        "correction": correction.key,
        "canonical": correction.column,
        **{name: getattr(correction, name) for name in ("source", "file", "village")},
        **{name: getattr(correction, name) for name in ("reason", "owner", "since")},
        "rows_read": read,
        "rows_in_scope": scope,
        "rows_found": found,
    }


def forgotten(outcomes: pl.DataFrame) -> list[tuple[str, str, str]]:
    """Warnings (code, source, Indonesian message) of corrections that found nothing to mend.

    `outcomes` is `core.Correction`. Where none of its rows came, nothing is known of the fault; a
    file pattern that fits no file may be a typing error and is reported.
    """
    warnings = []
    for row in outcomes.iter_rows(named=True):
        why = f"{row['reason']}; penanggung jawab {row['owner']}"
        what = f"Koreksi kolom {row['canonical']} ({why})"
        if row["rows_in_scope"] and not row["rows_found"]:
            warnings.append((
                "correction_not_needed",
                row["source"],
                f"{what} tidak menemukan baris lagi: kesalahan ini sudah tidak ada; hapus "
                "koreksinya dari koreksi.toml.",
            ))  # fmt: skip
        elif row["rows_read"] and row["file"] and not row["rows_in_scope"]:
            warnings.append((
                "correction_without_file",
                row["source"],
                f"{what} tidak menemukan berkas dengan pola {row['file']}. Bila berkasnya sudah "
                "datang, betulkan pola itu di koreksi.toml.",
            ))  # fmt: skip
    return warnings

"""Raw tables to core tables: the month's rows typed, standardized and judged.

Reads nothing and writes nothing: intake's frames in, the core frames out, each checked against its
declared schema (a frame that does not fit is our own mistake and fails the run).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Protocol

import pandera.errors
import polars as pl

from pipelines.domain.periods import last_day
from pipelines.domain.regions import load_regions
from pipelines.errors import CheckError
from pipelines.office.config import Config
from pipelines.office.corrections import NO_CORRECTIONS, Corrections
from pipelines.standardize import attributes, checks
from pipelines.standardize.corrected_cells import correct
from pipelines.standardize.dates import column_orders
from pipelines.standardize.people import read_people, shared_columns
from pipelines.standardize.records import clean, identify, identify_not_data
from pipelines.standardize.values import look_up
from schemas import core
from schemas.base import PROBLEMS as PROBLEM_TYPE
from schemas.base import Table, conform, dtypes, empty
from schemas.source import NAMING
from schemas.sources import TABLES

CORE: Final[dict[str, type[Table]]] = {
    "record": core.Record,
    "person": core.Person,
    "indicator": core.Indicator,
    "household": core.Household,
    "dtks_member": core.DtksMember,
    "certificate": core.Certificate,
    "register": core.Register,
    "complaint": core.Complaint,
    "survey": core.Survey,
    "reply": core.Reply,
    "date_order": core.DateOrder,
    "correction": core.Correction,
}
DATES: Final = ("tanggal_lahir", "tanggal_surat", "berlaku_sampai", "tanggal_meninggal",
                "tanggal_nonaktif", "tanggal", "tanggal_verifikasi")  # fmt: skip


class RawTables(Protocol):
    """What this step needs of an intake: the raw tables and the rows that are not data."""

    @property
    def tables(self) -> dict[str, pl.DataFrame]: ...

    @property
    def not_data(self) -> pl.DataFrame: ...


def standardize(
    intake: RawTables,
    config: Config,
    period: str,
    corrections: Corrections = NO_CORRECTIONS,
) -> dict[str, pl.DataFrame]:
    """The core tables of a period by lower-case name, each sorted by `record_id` or its columns.

    Every row of `intake.tables` and `intake.not_data` is in `record` exactly once; the other
    tables hold accepted rows only. CheckError when a frame does not fit its declaration.
    """
    end = last_day(period)
    cleaned = {
        name: identify(clean(frame, TABLES[name]), TABLES[name])
        for name, frame in sorted(intake.tables.items())
        if frame.height
    }
    corrected = correct(cleaned, corrections, load_regions(config.region))
    cleaned = corrected.frames
    frames = {name: empty(table) for name, table in CORE.items()}
    frames["correction"] = corrected.outcomes
    not_data = _not_data_records(intake.not_data)
    if cleaned:
        rows = pl.concat([shared_columns(f) for f in cleaned.values()])
        rows = look_up(rows, _identified(cleaned), ["record_id"])
        rows = read_people(rows, load_regions(config.region), end)
        rows = checks.with_outcomes(rows)
        kept = Accepted(cleaned, rows)
        found = [checks.shared_problems(rows), corrected.notes]
        found += _attributes(frames, kept, end)
        frames["date_order"] = _date_orders(cleaned, end)
        frames["person"] = _persons(rows)
        frames["household"] = _households(rows, kept)
        del cleaned, corrected, kept
        frames["record"] = _records(rows, checks.problem_lists(pl.concat(found)))
    frames["record"] = pl.concat([frames["record"], not_data])
    return {name: _checked(frame, CORE[name]) for name, frame in frames.items()}


class Accepted(Mapping[str, pl.DataFrame]):
    """The accepted rows of each cleaned table, made when asked for: all at once they are large."""

    def __init__(self, cleaned: dict[str, pl.DataFrame], rows: pl.DataFrame) -> None:
        self._cleaned = cleaned
        self._ids = rows.select(pl.col("record_id").filter(pl.col("outcome") == "accepted"))

    def __getitem__(self, name: str) -> pl.DataFrame:
        return self._cleaned[name].join(self._ids, on="record_id", how="semi")

    def __iter__(self) -> Iterator[str]:
        return iter(self._cleaned)

    def __len__(self) -> int:
        return len(self._cleaned)


def _identified(cleaned: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """record_id, identified: rows that say something in a column that is enough for them."""
    return pl.concat(
        frame.select("record_id", identified=attributes.is_identified(frame, TABLES[name]))
        for name, frame in cleaned.items()
    )


def _date_orders(cleaned: dict[str, pl.DataFrame], day: date) -> pl.DataFrame:
    """How each date column of each sheet was read."""
    orders = [
        column_orders(frame, name, day)
        for frame in cleaned.values()
        for name in DATES
        if name in frame.columns and frame[name].null_count() < frame.height
    ]
    return pl.concat([empty(core.DateOrder), *(conform(o, core.DateOrder) for o in orders)])


def _attributes(
    frames: dict[str, pl.DataFrame], kept: Mapping[str, pl.DataFrame], day: date
) -> list[pl.DataFrame]:
    """Fill the attribute tables of `frames` from accepted rows; returns the problems found."""
    found: list[pl.DataFrame] = []
    for name in kept:
        if own := TABLES[name].attributes:
            frame, problems = attributes.READERS[own](kept[name], day)
            frames[own] = pl.concat([frames[own], frame])
            found += problems
    return found


def _persons(rows: pl.DataFrame) -> pl.DataFrame:
    """Accepted rows that name a person, whatever their role; organizations are none."""
    named = pl.col("has_name") | (pl.col("role").is_in(["asset", "complaint"]) & pl.col("has_nik"))
    company = pl.col("organization") & (pl.col("role") == "asset") & pl.col("nik").is_null()
    people = pl.col("role").is_in(NAMING) & named & ~company
    return conform(
        rows.lazy()
        .filter((pl.col("outcome") == "accepted") & people)
        .with_columns(nama=pl.when("has_name").then("name_typed"))
        .select(pl.col(c) for c in dtypes(core.Person))
        .collect(),
        core.Person,
    )


def _households(rows: pl.DataFrame, kept: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rows = rows.filter((pl.col("outcome") == "accepted") & (pl.col("role") == "household"))
    desil = pl.DataFrame(schema={"record_id": pl.String, "desil": pl.Int64})
    if "dtsen_keluarga" in kept:
        frame = kept["dtsen_keluarga"]
        number = frame["desil_nasional"].str.extract(r"(\d+)").cast(pl.Int64, strict=False)
        desil = frame.select("record_id").with_columns(
            desil=number.set(~number.is_between(1, 10).fill_null(False), None)
        )
    rows = rows.join(desil, on="record_id", how="left")
    return conform(
        rows.with_columns(head=pl.when("has_name").then("name_typed"), head_folded="name_folded"),
        core.Household,
    )


def _records(rows: pl.DataFrame, problems: pl.DataFrame) -> pl.DataFrame:
    listed = rows.select("record_id").join(
        problems, on="record_id", how="left", maintain_order="left"
    )
    return conform(rows.with_columns(problems=listed["problems"].fill_null([])), core.Record)


def _not_data_records(not_data: pl.DataFrame) -> pl.DataFrame:
    if not_data.is_empty():
        return empty(core.Record)
    rows = identify_not_data(not_data).with_columns(
        outcome=pl.lit("not_data"), problems=pl.lit([], dtype=PROBLEM_TYPE),
        table=pl.col("table").fill_null(""),
    )  # fmt: skip
    return conform(rows, core.Record)


def _checked(frame: pl.DataFrame, table: type[Table]) -> pl.DataFrame:
    """The frame sorted by record_id or all its columns, once it fits its declaration.

    Pandera's own message quotes values, so only the checks' names go on.
    """
    frame = frame.sort("record_id" if "record_id" in frame.columns else frame.columns)
    try:
        table.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        failed = error.failure_cases.select("column", "check").unique().sort("column", "check")
        names = ", ".join(f"{c}: {k}" for c, k in failed.iter_rows())
        raise CheckError(f"core table {table.__name__} does not fit its schema ({names})") from None
    return frame

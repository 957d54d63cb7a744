"""What each kind of source says besides who the person is: letters, wages, wheels, programmes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

import polars as pl

from pipelines.domain.nik import SPACED, diagnose
from pipelines.standardize import codes, dates
from pipelines.standardize.checks import NIK_STATUS, says_something
from pipelines.standardize.indicators import read_indicators
from pipelines.standardize.typed_numbers import read_number
from pipelines.standardize.values import map_unique
from schemas.base import conform
from schemas.codebooks import INDICATORS
from schemas.core import Certificate, Complaint, DtksMember, Indicator, Register, Reply, Survey
from schemas.source import SourceTable
from schemas.sources import ELEMENTS

# A letter's end lies ahead: its two-digit year may be later than the period.
VALIDITY_YEARS: Final = 10

WHOLE_NIK: Final = re.compile(rf"(?<!\d){SPACED}(?!\d)")
# What stands between several numbers in one cell.
SEVERAL: Final = re.compile(r"[\n\t;,/&]| dan ", re.IGNORECASE)
PART_OF_A_NIK = 8  # digits: fewer are a year, an RT or a number in a list
NIKS: Final = pl.List(pl.String)

Read = tuple[pl.DataFrame, list[pl.DataFrame]]
"""A core table, and the problems found (record_id, code, column)."""


def is_identified(frame: pl.DataFrame, table: SourceTable) -> pl.Series:
    """Rows of a cleaned table that say something in a column that is enough for them.

    Of a survey an answer must be readable: averages below the answers are none.
    """
    if not table.identified_by:
        return pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    if table.role == "survey":
        frame = frame.select(_answers(frame, name).cast(pl.String) for name in table.identified_by)
    return frame.select(pl.any_horizontal(map(says_something, table.identified_by))).to_series()


def _read(
    frame: pl.DataFrame, name: str, func: Callable[[str], Any], dtype: type[pl.DataType]
) -> pl.Series:
    return map_unique(frame[name], lambda t: (func(t),), {name: dtype})[name]


def _faulty(frame: pl.DataFrame, column: str, code: str, mask: pl.Series) -> pl.DataFrame:
    return frame.filter(mask).select("record_id", code=pl.lit(code), column=pl.lit(column))


def read_day(
    frame: pl.DataFrame, name: str, last_day: date, *, required: bool = False, ahead: bool = False
) -> tuple[pl.Series, list[pl.DataFrame]]:
    """A date column and its problems. `ahead`: dates after the period are no mistake."""
    horizon = date(last_day.year + VALIDITY_YEARS, 12, 31) if ahead else last_day
    read = dates.read_dates(frame, name, horizon)
    kind = read["kind"].fill_null("missing")
    problems = [
        _faulty(frame, name, "date_invalid", kind == "invalid"),
        _faulty(frame, name, "date_incomplete", kind.is_in(["year_only", "partial"])),
        _faulty(frame, name, "date_ambiguous", kind == "month_first"),
    ]
    if required:
        problems.append(_faulty(frame, name, "date_missing", kind == "missing"))
    if not ahead:
        problems.append(
            _faulty(frame, name, "date_in_future", (read["day"] > last_day).fill_null(False))
        )
    return read["day"].alias(name), problems


def _number(
    frame: pl.DataFrame, name: str, func: Callable[[str], Any], dtype: type[pl.DataType]
) -> tuple[pl.Series, pl.DataFrame]:
    values = _read(frame, name, func, dtype)
    typed = frame[name].is_not_null() & (frame[name] != "-")
    unread = typed & values.is_null()
    return values, _faulty(frame, name, "number_unreadable", unread)


def read_certificates(frame: pl.DataFrame, last_day: date) -> Read:
    """SKTM rows as core.certificate, with their problems."""
    issued, problems = read_day(frame, "tanggal_surat", last_day, required=True)
    until, more = read_day(frame, "berlaku_sampai", last_day, ahead=True)
    problems += more
    problems.append(
        _faulty(frame, "nomor_surat", "letter_number_missing", frame["nomor_surat"].is_null())
    )
    return conform(frame.with_columns(issued, until), Certificate), problems


def read_register(frame: pl.DataFrame, last_day: date) -> Read:
    """Rows of one disqualifying register or programme as core.register, with their problems."""
    table, problems = frame["table"].first(), list[pl.DataFrame]()
    if table == "asn":
        frame = frame.with_columns(jenis=pl.coalesce("jenis", "jabatan"))
    elif table == "bpjstk":
        wage, bad = _number(frame, "upah", codes.read_money, pl.Float64)
        active = _read(frame, "status", codes.read_active, pl.Boolean)
        typed = frame["status"].is_not_null()
        problems += [bad, _faulty(frame, "status", "code_unknown", typed & active.is_null())]
        frame = frame.with_columns(wage, active.alias("aktif"), instansi=pl.col("pemberi_kerja"))
    elif table == "ahu":
        frame = frame.with_columns(instansi=pl.col("badan_usaha"), jenis=pl.col("jabatan"))
    elif table == "kematian":
        died, problems = read_day(frame, "tanggal_meninggal", last_day, required=True)
        frame = frame.with_columns(died.set((died > last_day).fill_null(False), None))
    elif table == "pln":
        power, bad = _number(frame, "daya_va", codes.read_va, pl.Float64)
        problems, frame = [bad], frame.with_columns(power)
    elif table == "kendaraan":
        wheels, bad = _number(frame, "roda", codes.read_count, pl.Int64)
        year, worse = _number(frame, "tahun", codes.read_count, pl.Int64)
        problems = [bad, worse]
        frame = frame.with_columns(wheels, year, jenis=pl.col("merek"))
    elif table == "bansos":
        amount, bad = _number(frame, "nominal", codes.read_money, pl.Float64)
        problems, frame = [bad], frame.with_columns(amount)
    elif table == "pbi":
        ended, problems = read_day(frame, "tanggal_nonaktif", last_day)
        active = _read(frame, "status", codes.read_active, pl.Boolean)
        typed = frame["status"].is_not_null()
        problems.append(_faulty(frame, "status", "code_unknown", typed & active.is_null()))
        frame = frame.with_columns(ended, active.alias("aktif"))
    return conform(frame, Register), problems


def read_complaints(frame: pl.DataFrame, last_day: date) -> Read:
    """Complaint rows as core.complaint."""
    day, problems = read_day(frame, "tanggal", last_day)
    return conform(frame.with_columns(day), Complaint), problems


def read_survey(frame: pl.DataFrame, last_day: date) -> Read:
    """Answers to the service survey as core.survey; one that is no 1 to 4 is no answer."""
    day, problems = read_day(frame, "tanggal", last_day)
    answers = [_answers(frame, element) for element in ELEMENTS]
    for answer in answers:
        typed = frame.select(says_something(answer.name)).to_series()
        problems.append(_faulty(frame, answer.name, "answer_unknown", typed & answer.is_null()))
    age, bad = _number(frame, "umur", codes.read_count, pl.Int64)
    sex = _read(frame, "jenis_kelamin", codes.read_sex, pl.String)
    said = frame.with_columns(day, *answers, sex.alias("sex"), age.alias("age"))
    return conform(said, Survey), [*problems, bad]


def _answers(frame: pl.DataFrame, element: str) -> pl.Series:
    return _read(frame, element, codes.read_answer, pl.Int64)


def read_replies(frame: pl.DataFrame, last_day: date) -> Read:
    """Rows of returned verification workbooks as core.reply."""
    day, problems = read_day(frame, "tanggal_verifikasi", last_day)
    result = _read(frame, "hasil_verifikasi", codes.read_reply, pl.String)
    found = map_unique(
        frame["nik_lapangan"], read_found_niks, {"numbers": NIKS, "fault": pl.String}
    )
    typed = frame["hasil_verifikasi"].is_not_null()
    problems += [
        _faulty(frame, "hasil_verifikasi", "reply_unknown", typed & result.is_null()),
        _faulty(frame, "id_temuan", "reply_id_missing", frame["id_temuan"].is_null()),
        frame.select("record_id", code=found["fault"], column=pl.lit("nik_lapangan")).drop_nulls(),
    ]
    said = frame.with_columns(
        day.alias("tanggal"), result.alias("hasil"), nik_lapangan=found["numbers"]
    )
    return conform(said, Reply), problems


def read_found_niks(typed: str) -> tuple[list[str], str | None]:
    """Digits of every NIK in a cell, and the problem of the first that cannot be one.

    A finding about several people lists a NIK a line, so a village may write as many.
    """
    whole = ["".join(filter(str.isdigit, found)) for found in WHOLE_NIK.findall(typed)]
    parts = [read_number(part) for part in SEVERAL.split(WHOLE_NIK.sub(";", typed))]
    read = [(digits, diagnose(digits)) for digits in whole] + [
        (digits, status) for digits, status in parts if digits and len(digits) >= PART_OF_A_NIK
    ]
    faults = [NIK_STATUS[status] for _, status in read if status in NIK_STATUS]
    return [digits for digits, _ in read], next(iter(faults), None)


def read_criteria(frame: pl.DataFrame, _last_day: date) -> Read:
    """What a village list says of a family's poverty, as core.indicator."""
    read, unreadable = read_indicators(frame.select("record_id", "file", *INDICATORS))
    code = pl.lit("indicator_unreadable").alias("code")
    return conform(read, Indicator), [unreadable.select("record_id", code, "column")]


def read_dtks_members(frame: pl.DataFrame, _last_day: date) -> Read:
    """Attributes of DTKS people; an empty programme cell means no."""
    flags = [
        _read(frame, name, codes.read_flag, pl.Boolean).fill_null(False)
        for name in ("ada_pkh", "ada_bpnt", "ada_pbi")
    ]
    return conform(frame.with_columns(flags), DtksMember), []


READERS: Final[dict[str, Callable[[pl.DataFrame, date], Read]]] = {
    "indicator": read_criteria,
    "dtks_member": read_dtks_members,
    "certificate": read_certificates,
    "register": read_register,
    "complaint": read_complaints,
    "survey": read_survey,
    "reply": read_replies,
}
"""Who reads the attributes of accepted rows, by the core table they go to."""

"""Dates of every form an office types: the day, or at least the year.

DD-MM-YYYY, D/M/YY, ISO, dotted, `12 Agustus 1980`, `12-VIII-80`, Excel serial numbers, YYYYMMDD,
with a time of day or a place before it. Two-digit years mean the latest date that is not after
the period's last day. Whether a column is day-month or month-day is decided by its own evidence.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import polars as pl

from pipelines.domain.dates import month_of
from pipelines.standardize.values import fold_ascii, is_blank, map_rest

EXCEL_EPOCH: Final = date(1899, 12, 30)
EARLIEST_YEAR: Final = 1890
# Days of a century and a half in two or three spellings: a column is read more than once.
REMEMBERED: Final = 1 << 17
# Month-only dates per day-only date from which a column is month-first; the few are typing errors.
MONTH_FIRST_LEAD: Final = 9
# Share of month-only dates above which a day-first column is reported as mixed.
MIXED_SHARE: Final = 0.05
# Days people are given when nobody knows theirs: 31-12 (older), 01-07 (since 2010), 1 January.
DEFAULT_DAYS: Final = ((31, 12), (1, 7), (1, 1))

ROMAN: Final = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    "XI": 11, "XII": 12,
}  # fmt: skip

TIME: Final = re.compile(r"[T\s]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?(\s*[AP]M)?\s*Z?$", re.I)
NUMBERS: Final = re.compile(r"^(\d{1,4})[-/.,\\\s]+(\d{1,2})[-/.,\\\s]+(\d{1,4})$")
WORDED: Final = re.compile(r"^(\d{1,2})[-/.,\s]*([A-Za-z]{1,12})[-/.,\s]*(\d{2,4})$")
WORD_FIRST: Final = re.compile(r"^([A-Za-z]{3,12})\s+(\d{1,2}),?\s+(\d{4})$")
MONTH_YEAR: Final = re.compile(r"^([A-Za-z]{1,12})[-/.,\s]*(\d{4})$")
NUMBER_MONTH_YEAR: Final = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
PLACE: Final = re.compile(r"^([A-Za-z][A-Za-z .']*?)\s*[,/]\s*(\d.*)$")
NOTHING: Final = re.compile(r"^(?:0000[-/.].*|0?0[-/.]0?0[-/.]0+)$")
DIGITS: Final = re.compile(r"^\d+(\.\d+)?$")
# Nearly every date, and how polars reads it with day and month in their usual order and exchanged.
# What is no day of the calendar is left to `read_date`.
PLAIN: Final = (
    (r"^(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$", "%Y-%m-%d", "%Y-%d-%m"),
    (r"^[0-9]{2}-[0-9]{2}-(?:19|20)[0-9]{2}$", "%d-%m-%Y", "%m-%d-%Y"),
    (r"^[0-9]{2}/[0-9]{2}/(?:19|20)[0-9]{2}$", "%d/%m/%Y", "%m/%d/%Y"),
)


@dataclass(frozen=True)
class DateReading:
    """What one text says. `swapped` is its month-day reading where both are in the text."""

    day: date | None = None
    swapped: date | None = None
    year: int | None = None
    kind: str = "invalid"  # ok | month_first | year_only | partial | invalid | missing


def _year(text: str, day: int, month: int, latest: date) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    year += latest.year // 100 * 100
    # the latest such date that is not after `latest`
    return year if (year, month, day) <= (latest.year, latest.month, latest.day) else year - 100


def _make(day: int, month: int, year: str, latest: date) -> date | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    full = _year(year, day, month, latest)
    if not EARLIEST_YEAR <= full <= 2200 or day > monthrange(full, month)[1]:
        return None
    return date(full, month, day)


def _reading(day: int, month: int, year: str, latest: date) -> DateReading:
    plain, swapped = _make(day, month, year, latest), _make(month, day, year, latest)
    if plain:
        return DateReading(plain, swapped, plain.year, "ok")
    if swapped:
        return DateReading(swapped, swapped, swapped.year, "month_first")
    full = _year(year, 1, 1, latest)
    known = full if EARLIEST_YEAR <= full <= 2200 else None
    return DateReading(year=known, kind="partial" if known and 0 in (day, month) else "invalid")


def _month(word: str) -> int | None:
    return ROMAN.get(word.upper()) or month_of(word)


def _from_digits(text: str, latest: date) -> DateReading:
    whole = text.split(".")[0]
    number = int(whole)
    if len(set(whole)) == 1:  # 0, 00000000, 99999999
        return DateReading(kind="missing" if number == 0 else "invalid")
    if len(whole) == 4 and EARLIEST_YEAR <= number <= latest.year:
        return DateReading(year=number, kind="year_only")
    if len(whole) == 8:
        compact = _make(int(whole[6:]), int(whole[4:6]), whole[:4], latest)
        if compact:
            return DateReading(compact, None, compact.year, "ok")
        return _reading(int(whole[:2]), int(whole[2:4]), whole[4:], latest)
    if len(whole) == 7:
        return _reading(int(whole[:1]), int(whole[1:3]), whole[3:], latest)
    if len(whole) == 6:
        return _reading(int(whole[:2]), int(whole[2:4]), whole[4:], latest)
    if number <= 80_000:  # an Excel serial number
        day = EXCEL_EPOCH + timedelta(days=number)
        return DateReading(day, None, day.year, "ok")
    return DateReading()


@lru_cache(maxsize=REMEMBERED)
def read_date(typed: str, latest: date) -> DateReading:
    """Read one text; two-digit years end at `latest`."""
    text = " ".join(fold_ascii(typed).split()).strip(" .,'\"`")
    if is_blank(text) or NOTHING.match(text):
        return DateReading(kind="missing")
    text = TIME.sub("", text).strip()
    if DIGITS.match(text):
        return _from_digits(text, latest)
    if match := PLACE.match(text):
        text = match[2]
    if match := NUMBERS.match(text):
        first, middle, last = match.groups()
        if len(first) >= 3:  # year first
            return (
                _reading(int(last), int(middle), first, latest) if len(last) <= 2 else DateReading()
            )
        return _reading(int(first), int(middle), last, latest)
    for pattern, order in ((WORDED, (0, 1, 2)), (WORD_FIRST, (1, 0, 2))):
        if match := pattern.match(text):
            day, word, year = (match.groups()[i] for i in order)
            month = _month(word)
            if month:
                found = _make(int(day), month, year, latest)
                full = _year(year, 1, 1, latest)
                return DateReading(found, None, full, "ok") if found else DateReading(year=full)
    if (match := MONTH_YEAR.match(text)) and (month := _month(match[1])):
        return DateReading(year=int(match[2]), kind="partial")
    if (match := NUMBER_MONTH_YEAR.match(text)) and 1 <= int(match[1]) <= 12:
        return DateReading(year=int(match[2]), kind="partial")
    return DateReading()


PLACE_OF_COLUMN: Final = ["source", "file", "sheet", "table"]


def read_dates(frame: pl.DataFrame, name: str, latest: date) -> pl.DataFrame:
    """Read column `name`; `frame` also has source, file, sheet, table.

    Returns columns `day`, `year`, `kind` (null where nothing is typed) and `other`, the day that
    the same numbers give with day and month exchanged. A column of one sheet is read month-first
    when dates that can only be month-first outnumber by far those that can only be day-first.
    """
    both = _with_order(frame, name, latest)
    both = both.with_columns(turned=pl.col("open") & pl.col("decided_month_first"))
    month_only = pl.col("month_only") & pl.col("decided_month_first")
    return both.select(
        "year",
        day=pl.when("turned").then("swapped").otherwise("day"),
        other=pl.when("turned").then("day").otherwise("swapped"),
        kind=pl.when(month_only).then(pl.lit("ok")).otherwise("kind"),
    )


def _with_order(frame: pl.DataFrame, name: str, latest: date) -> pl.DataFrame:
    """Each date parsed, what it shows of the order of its column, and what was decided of that.

    `day_only` and `month_only` dates have only one meaning, `open` ones have two.
    """
    day_first = (pl.col("kind") == "ok") & pl.col("typed").str.contains(r"^\d{1,2}[-/. ]\d")
    return (
        frame.select(*PLACE_OF_COLUMN, typed=name)
        .hstack(readings(frame[name], latest))
        .with_columns(
            month_only=pl.col("kind") == "month_first",
            day_only=day_first & pl.col("swapped").is_null(),
            open=day_first & pl.col("swapped").is_not_null(),
        )
        .with_columns(
            decided_month_first=pl.col("month_only").sum().over(PLACE_OF_COLUMN)
            > MONTH_FIRST_LEAD * pl.col("day_only").sum().over(PLACE_OF_COLUMN)
        )
    )


def readings(column: pl.Series, latest: date) -> pl.DataFrame:
    """What `read_date` says of each text: `day`, `swapped`, `year`, `kind`; nulls where it is null.

    Texts of the plain forms are read all at once.
    """

    def read(text: str) -> tuple[date | None, date | None, int | None, str]:
        found = read_date(text, latest)
        return found.day, found.swapped, found.year, found.kind

    typed = pl.DataFrame({"typed": column})
    known = typed.select(
        day=pl.coalesce(_as_date(form, usual) for form, usual, _ in PLAIN),
        swapped=pl.coalesce(_as_date(form, other) for form, _, other in PLAIN),
    ).with_columns(
        year=pl.col("day").dt.year().cast(pl.Int64),
        kind=pl.when(pl.col("day").is_not_null()).then(pl.lit("ok")),
    )
    return map_rest(column, known, read)


def _as_date(form: str, reading: str) -> pl.Expr:
    """The day of `typed` where it has this form; null where it has another or is no such day."""
    plain = pl.when(pl.col("typed").str.contains(form)).then("typed")
    return plain.str.to_date(reading, strict=False)


def column_orders(frame: pl.DataFrame, name: str, latest: date) -> pl.DataFrame:
    """How column `name` was read in each sheet whose dates stand as numbers: `core.DateOrder`.

    `mixed` columns were read day-first, except for dates that can only be month-first.
    """
    counts = (
        _with_order(frame, name, latest)
        .group_by("file", "sheet", "table")
        .agg(
            pl.col("decided_month_first").first(),
            day_first=pl.col("day_only").sum(),
            month_first=pl.col("month_only").sum(),
            open=pl.col("open").sum(),
        )
    )
    certain = pl.col("day_first") + pl.col("month_first")
    mixed = pl.col("month_first") > MIXED_SHARE * certain
    return counts.filter(certain + pl.col("open") > 0).with_columns(
        canonical=pl.lit(name),
        order=pl.when("decided_month_first")
        .then(pl.lit("month_first"))
        .when(mixed)
        .then(pl.lit("mixed"))
        .otherwise(pl.lit("day_first")),
    )

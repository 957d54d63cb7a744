"""This month's accepted rows of a village as next month's list shall show them.

What was read with certainty is written in its plain form (a date as a date, a code as its word);
what could not be read stays as the village typed it, marked, so that nothing is lost and nothing
wrong looks mended.
"""

from __future__ import annotations

from typing import Final

import duckdb
import polars as pl

import sql
from pipelines.domain.dates import MONTHS
from pipelines.publish.letters.choices import CHOICES
from schemas.problems import PROBLEMS
from schemas.sources import TABLES

READ_AS: Final = {
    "jenis_kelamin": "read_sex",
    "hubungan_keluarga": "read_shdk",
    **{name: f"read_{name}" for name in CHOICES if name not in ("jenis_kelamin",
                                                               "hubungan_keluarga")},
}  # fmt: skip
# The form's title names the village; an age is out of date next month.
LEFT_OUT: Final = frozenset({"no_urut", "kode_desa", "desa", "kecamatan", "umur"})
FORM_COLUMNS: Final = tuple(
    name for name in TABLES["usulan_desa"].column_names if name not in LEFT_OUT
)
# Excel keeps 15 digits of a number: those are what is known of a rounded NIK or KK.
KEPT_BY_EXCEL: Final = 15
SEPARATORS: Final = r"[\s.\-'’`_]"


def listed_rows(con: duckdb.DuckDBPyConnection, village: str | None = None) -> pl.DataFrame:
    """Rows of next month's list: village_code, FORM_COLUMNS as text (dates ISO), `faulty`.

    `faulty` lists the columns a problem was found in. A person whom several files of a village
    name stands once, as the newest file has it; what that leaves empty comes from the older ones.
    Rows keep the order of the newest list, the members of a family together.
    """
    found = con.sql(sql.read("publish/letters/listed_rows"), params={"village": village}).pl()
    rows = found.with_columns(_plain_cells()).with_columns(faulty=_faulty_columns())
    return _one_row_a_person(rows).select("village_code", *FORM_COLUMNS, "faulty")


def _plain_cells() -> list[pl.Expr]:
    """The form's text of each column whose reading is more certain than its typing."""
    cells = [
        pl.coalesce(
            pl.col(column).replace_strict(
                list(CHOICES[name]), list(CHOICES[name].values()),
                default=None, return_dtype=pl.String,
            ),
            name,
        ).alias(name)
        for name, column in READ_AS.items()
    ]  # fmt: skip
    return [
        *cells,
        _birth().alias("tanggal_lahir"),
        _nik().alias("nik"),
        _kk().alias("no_kk"),
    ]


def _birth() -> pl.Expr:
    """The day as ISO text; in words where it differs from the NIK's.

    A reader who sees another day in the NIK would take the numbers of a date for month-day.
    """
    day = pl.col("read_birth")
    months = dict(enumerate(MONTHS, start=1))
    words = pl.format(
        "{} {} {}",
        day.dt.day(),
        day.dt.month().replace_strict(months, return_dtype=pl.String, default=None),
        day.dt.year(),
    )
    plain = pl.when(_codes().list.contains("nik_date_mismatch")).then(words)
    return pl.coalesce(plain, day.dt.to_string("%Y-%m-%d"), "tanggal_lahir")


def _codes() -> pl.Expr:
    return pl.col("problems").list.eval(pl.element().struct.field("code"))


def _number(typed: pl.Expr, rounded: pl.Expr) -> pl.Expr:
    """A number that could not be used, as typed; the invented last digit of a rounded one goes."""
    tight = typed.str.replace_all(SEPARATORS, "")
    return pl.when(rounded).then(tight.str.slice(0, KEPT_BY_EXCEL)).otherwise(tight)


def _nik() -> pl.Expr:
    swapped = _codes().list.contains("nik_swapped")
    typed = pl.when(swapped).then("no_kk").otherwise("nik")
    rounded = pl.col("nik_status") == "rounded"
    # To be filled in: dummies, a KK in the NIK's cell (of a person known by the birth date), and a
    # neighbour's number in a column that slid by a row (missing though typed).
    others = (pl.col("nik_status") == "is_kk") & pl.col("read_birth").is_not_null()
    nothing = pl.col("nik_status").is_in(["missing", "dummy"]) | others
    own = pl.when(~nothing).then(_number(typed, rounded))
    return pl.coalesce("read_nik", own, pl.when(pl.col("nik_status").is_null()).then("nik"))


def _kk() -> pl.Expr:
    swapped = _codes().list.contains("nik_swapped")
    typed = pl.when(swapped).then("nik").otherwise("no_kk")
    return pl.coalesce("read_kk", _number(typed, _codes().list.contains("kk_rounded")))


def _faulty_columns() -> pl.Expr:
    """Columns with a problem graver than information."""
    grave = [code for code, problem in PROBLEMS.items() if problem.severity != "info"]
    fault = pl.element().struct.field("code").is_in(grave)
    return pl.col("problems").list.eval(
        pl.element().struct.field("column").filter(fault), parallel=False
    )


def _one_row_a_person(rows: pl.DataFrame) -> pl.DataFrame:
    """Of a person in several files the newest file's rows, blanks filled from the older files.

    `rows` come newest file first and keep that order; a family stands together where its first
    member does. Families without KK stand on top, those without a head first: further down, a
    reader would give them the KK of the family above.
    """
    who = ["village_code", "person"]
    family = ["village_code", "family"]
    newest = pl.col("file") == pl.col("file").first().over(who)
    rows = (
        rows.with_columns(newest=newest)
        .with_columns(
            pl.coalesce(name, pl.col(name).filter(~pl.col("newest")).drop_nulls().first().over(who))
            for name in FORM_COLUMNS
        )
        .filter("newest")
        .with_row_index("place")
    )
    head = (pl.col("read_shdk") == "kepala").any().over(family).fill_null(False)
    without_kk = pl.col("no_kk").is_null().all().over(family)
    return rows.sort(
        "village_code",
        pl.when(~without_kk).then(2).when(head).then(1).otherwise(0),
        pl.col("place").min().over(family),
        "place",
    )

"""NIK and KK of whole lists: what only shows next to the person's other columns and other rows.

A number can exist and still be wrong: NIK and KK swapped, a NIK column slid down one row, one NIK
given to many people, one KK copied over several families, digit 16 lost to Excel.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from pipelines.domain.nik import fits_birth, region_exists, sex_inside
from pipelines.standardize.typed_numbers import read_numbers, rounded_numbers
from pipelines.standardize.values import look_up

PLAUSIBLE: Final = ["ok", "repaired"]
# So many different people under one number in one source are no coincidence.
SHARED_PEOPLE: Final = 3
# So many heads under one KK; a number that lost digits (rounded, short) says no more with two.
SHARED_HEADS: Final = 3
SHARED_HEADS_OF_DAMAGED: Final = 2
# A slide of a column shows in a run of rows; one row alone is another kind of mistake.
SHIFT_RUN: Final = 3

LIST: Final = ["table", "file", "sheet"]
LIST_NUMBER: Final = "_place"


def with_numbers(rows: pl.DataFrame) -> pl.DataFrame:
    """Add digits and status of NIK, KK and the parents' NIK, and the certain repairs.

    `rows` is ordered by file, sheet and row and has birth_date, birth_other (day and month
    exchanged), birth_kind, sex, shdk, name_folded. Adds nik,
    nik_digits, nik_status, kk, kk_digits, kk_status, kk_shared, mother_nik, father_nik and the
    marks nik_swapped, nik_shifted, nik_date_mismatch, nik_sex_mismatch, nik_region_unknown.
    """
    for column, name in (("nik", "nik"), ("no_kk", "kk")):
        read = read_numbers(rows[column])
        rows = rows.with_columns(
            read["digits"].alias(f"{column}_digits"), read["status"].alias(f"{column}_status")
        )
        rounded = rounded_numbers(rows, column)
        rows = rows.with_columns(
            pl.when(rounded)
            .then(pl.lit("rounded"))
            .otherwise(f"{column}_status")
            .alias(f"{name}_status"),
            pl.col(f"{column}_digits").alias(f"{name}_digits"),
        )
    for column, name in (("nik_ibu", "mother_nik"), ("nik_ayah", "father_nik")):
        read = read_numbers(rows[column])
        plausible = read["status"].is_in(PLAUSIBLE)
        rows = rows.with_columns(read["digits"].set(~plausible, None).alias(name))
    rows = rows.drop("no_kk_digits", "no_kk_status", strict=False)
    # Rows of one list share one number: kept apart by three texts they take much longer.
    rows = rows.with_columns(pl.int_range(pl.len()).first().over(LIST).alias(LIST_NUMBER))
    rows = _unshift(_swap(rows)).drop(LIST_NUMBER)
    rows = _share(rows)
    return _mismatches(_exchange_days(_plausible(rows)))


def _plausible(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        nik=pl.when(pl.col("nik_status").is_in(PLAUSIBLE)).then("nik_digits"),
        kk=pl.when(pl.col("kk_status").is_in(PLAUSIBLE) & ~pl.col("kk_shared")).then("kk_digits"),
        nik_typed=pl.col("nik"),
        kk_typed=pl.col("no_kk"),
    )


def _fits_person(digits: pl.Expr) -> pl.Expr:
    """Birth date inside the number is this row's, and its sex too where it is known."""
    sex = sex_inside(digits) == pl.col("sex")
    return (fits_birth(digits, pl.col("birth_date")) & sex.fill_null(True)).fill_null(False)


def _swap(rows: pl.DataFrame) -> pl.DataFrame:
    """Numbers in each other's cell, known by the birth date inside the one that is the NIK."""
    nik, kk = pl.col("nik_digits"), pl.col("kk_digits")
    nik_ok, kk_ok = (pl.col(c).is_in(PLAUSIBLE) for c in ("nik_status", "kk_status"))
    kk_is_mine, nik_is_mine = pl.col("_kk_is_mine"), pl.col("_nik_is_mine")
    same = nik_ok & kk_ok & (nik == kk)
    woman = sex_inside(kk) == "P"
    # without a birth date: the NIK cell holds the KK of a neighbouring row, the KK cell does not
    above, below = (kk.shift(step).over(LIST_NUMBER) for step in (1, -1))
    fits_sex = (sex_inside(kk) == pl.col("sex")).fill_null(True)
    slipped = (
        nik_ok & kk_ok & ~same & pl.col("birth_date").is_null() & fits_sex
        & ((nik == above).fill_null(False) | (nik == below).fill_null(False))
        & (kk != above).fill_null(True) & (kk != below).fill_null(True)
    )  # fmt: skip
    known_kk = rows.select(pl.col("kk_digits").filter(kk_ok & kk.is_not_null()).unique())[
        "kk_digits"
    ]
    misplaced = (
        nik_ok
        & fits_birth(nik, pl.col("birth_date")).not_().fill_null(False)
        & nik.is_in(known_kk.implode())
    )
    swap = pl.col("_swapped")
    marked = (
        rows.with_columns(
            _kk_is_mine=kk_ok & _fits_person(kk), _nik_is_mine=nik_ok & _fits_person(nik)
        )
        .with_columns(_swapped=((kk_is_mine & ~nik_is_mine & ~same) | slipped).fill_null(False))
        .with_columns(
            _nik_is_kk=(((same & ~nik_is_mine & ~woman) | misplaced) & ~swap).fill_null(False),
            _kk_is_nik=((same & (nik_is_mine | woman)) | (kk_ok & woman & ~swap)).fill_null(False),
        )
    )
    return (
        marked.with_columns(
            nik_digits=pl.when(swap).then("kk_digits").otherwise("nik_digits"),
            kk_digits=pl.when(swap).then("nik_digits").otherwise("kk_digits"),
            nik_status=pl.when(swap)
            .then(pl.lit("repaired"))
            .when("_nik_is_kk")
            .then(pl.lit("is_kk"))
            .otherwise("nik_status"),
            kk_status=pl.when(swap)
            .then("nik_status")
            .when("_kk_is_nik")
            .then(pl.lit("is_nik"))
            .otherwise("kk_status"),
            nik_swapped=swap,
        )
        .drop("_swapped", "_kk_is_mine", "_nik_is_mine", "_nik_is_kk", "_kk_is_nik")
        .pipe(_follow_swapped)
    )


def _follow_swapped(rows: pl.DataFrame) -> pl.DataFrame:
    """A family whose KK cells hold the NIK of a member put right takes that member's KK."""
    known = (
        rows.lazy()
        .filter("nik_swapped", pl.col("kk_status").is_in(PLAUSIBLE))
        .group_by("file", kk_digits="nik_digits")
        .agg(_kk=pl.col("kk_digits").unique())
        .filter(pl.col("_kk").list.len() == 1)
        .with_columns(pl.col("_kk").list.first())
        .collect()
    )
    follows = pl.col("_kk").is_not_null()
    return (
        look_up(rows, known, ["file", "kk_digits"])
        .with_columns(
            kk_digits=pl.coalesce("_kk", "kk_digits"),
            kk_status=pl.when(follows).then(pl.lit("repaired")).otherwise("kk_status"),
        )
        .drop("_kk")
    )


def _unshift(rows: pl.DataFrame) -> pl.DataFrame:
    """A NIK column slid by one row over a run of rows is put back where it belongs.

    Certain because every number of the run fits the birth date and sex of the neighbouring row
    and not its own; people at the end of a run whose number is lost are left without one.
    """
    for step in (1, -1):
        neighbour = rows.with_columns(
            pl.col("birth_date").shift(step).over(LIST_NUMBER).alias("_birth"),
            pl.col("sex").shift(step).over(LIST_NUMBER).alias("_sex"),
        )
        nik = pl.col("nik_digits")
        ok = pl.col("nik_status").is_in(PLAUSIBLE)
        inside = sex_inside(nik)
        fits_other = (
            ok
            & fits_birth(nik, pl.col("_birth")).fill_null(False)
            & (inside == pl.col("_sex")).fill_null(True)
            & ~(fits_birth(nik, pl.col("birth_date")).fill_null(False))
        )
        moved = neighbour.with_columns(_moved=fits_other).with_columns(
            _run=pl.col("_moved").rle_id().over(LIST_NUMBER)
        )
        moved = moved.with_columns(
            _moved=pl.col("_moved") & (pl.len().over(LIST_NUMBER, "_run") >= SHIFT_RUN)
        )
        # the number of the person on row j is on row j + step
        takes = pl.col("_moved").shift(-step).over(LIST_NUMBER).fill_null(False)
        own = pl.col("_moved")
        rows = moved.with_columns(
            nik_digits=pl.when(takes)
            .then(pl.col("nik_digits").shift(-step).over(LIST_NUMBER))
            .when(own)
            .then(None)
            .otherwise("nik_digits"),
            nik_status=pl.when(takes)
            .then(pl.lit("repaired"))
            .when(own)
            .then(pl.lit("missing"))
            .otherwise("nik_status"),
            nik_shifted=(takes | own) | (pl.col("nik_shifted") if step < 0 else pl.lit(False)),
        ).drop("_birth", "_sex", "_moved", "_run")
    return rows


def _share(rows: pl.DataFrame) -> pl.DataFrame:
    """One NIK under several clearly different people; one KK under several heads of family."""
    ok = pl.col("nik_status").is_in(PLAUSIBLE)
    people = (
        rows.lazy()
        .filter(ok)
        .group_by("source", "nik_digits")
        .agg(
            names=pl.col("name_folded").n_unique(),
            firsts=pl.col("name_folded").str.slice(0, 3).n_unique(),
            births=pl.col("birth_date").drop_nulls().n_unique(),
            dated=pl.col("birth_date").is_not_null().any(),
        )
        .filter(
            (pl.col("firsts") >= SHARED_PEOPLE)
            & ((pl.col("births") >= SHARED_PEOPLE) | ~pl.col("dated"))
        )
        .select("source", "nik_digits", _many=True)
        .collect()
    )
    heads = (
        rows.lazy()
        .filter(
            pl.col("kk_digits").is_not_null()
            & (pl.col("shdk") == "kepala")
            & (pl.col("role") == "person")
        )
        .group_by("source", "file", "kk_digits")
        .agg(
            firsts=pl.col("name_folded").str.slice(0, 3).n_unique(),
            whole=pl.col("kk_status").is_in(PLAUSIBLE).any(),
        )
        .filter(
            pl.col("firsts")
            >= pl.when("whole").then(SHARED_HEADS).otherwise(SHARED_HEADS_OF_DAMAGED)
        )
        .select("source", "file", "kk_digits", kk_shared=True)
        .collect()
    )
    rows = look_up(rows, people, ["source", "nik_digits"])
    rows = look_up(rows, heads, ["source", "file", "kk_digits"])
    return rows.with_columns(
        nik_status=pl.when(ok & pl.col("_many").fill_null(False))
        .then(pl.lit("shared"))
        .otherwise("nik_status"),
        kk_shared=pl.col("kk_shared").fill_null(False),
    ).drop("_many")


def _exchange_days(rows: pl.DataFrame) -> pl.DataFrame:
    """A birth date with day and month exchanged by a spreadsheet, known by the date in the NIK."""
    nik = pl.col("nik")
    sexes_agree = (sex_inside(nik) == pl.col("sex")).fill_null(True)
    exchanged = (
        fits_birth(nik, pl.col("birth_date")).not_()
        & fits_birth(nik, pl.col("birth_other"))
        & sexes_agree
    ).fill_null(False)
    return rows.with_columns(
        birth_date=pl.when(exchanged).then("birth_other").otherwise("birth_date"),
        birth_kind=pl.when(exchanged).then(pl.lit("month_first")).otherwise("birth_kind"),
    )


def _mismatches(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        nik_date_mismatch=fits_birth(pl.col("nik"), pl.col("birth_date")).not_().fill_null(False),
        nik_sex_mismatch=(sex_inside(pl.col("nik")) != pl.col("sex")).fill_null(False),
        nik_region_unknown=region_exists(pl.col("nik")).not_().fill_null(False),
    )

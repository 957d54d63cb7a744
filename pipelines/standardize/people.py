"""The columns every kind of row may share, brought into comparison form once for all tables.

Rows of all sources are read together, so that a name or address that occurs ten thousand times is
parsed once.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from pipelines.domain.regions import Regions
from pipelines.standardize import addresses as places
from pipelines.standardize import codes, dates, names
from pipelines.standardize.family_keys import with_family_keys
from pipelines.standardize.listed_numbers import with_numbers
from pipelines.standardize.records import LOCATION
from pipelines.standardize.values import map_unique, words_of
from pipelines.standardize.villages import (
    from_family,
    resolve_villages,
    without_village_as_street,
)
from schemas.sources import TABLES

SHARED: Final = (
    "nik", "no_kk", "nama", "jenis_kelamin", "tempat_lahir", "tanggal_lahir", "nama_ibu_kandung",
    "nama_ayah", "nik_ibu", "nik_ayah", "alamat", "rt", "rw", "kode_desa", "desa", "kecamatan",
    "hubungan_keluarga", "pekerjaan", "status", "sta_keberadaan_art", "kd_wilayah", "kdkec",
    "kddesa", "idbdt", "idartbdt", "nama_kepala",
)  # fmt: skip

# Elsewhere a status says something else: whether someone is still insured.
FAMILY_LISTS: Final = [name for name, table in TABLES.items() if table.families]

# First words of customers and owners that are not people.
ORGANIZATIONS: Final = (
    r"^(PT|CV|UD|TOKO|WARUNG|MASJID|MUSHOLLA|MUSHALLA|MUSHOLA|LANGGAR|SURAU|GEREJA|KANTOR|"
    r"BALAI|SDN?|SMPN?|SMAN?|SMKN?|MTSN?|TK|PAUD|PUSKESMAS|PUSTU|POSKESDES|POSYANDU|"
    r"KOPERASI|KUD|YAYASAN|BUMDES|PDAM|DINAS|BANK|PEMERINTAH|PEMKAB|PEMDES|KELOMPOK|PONPES|"
    r"PONDOK|RUKO|RSUD|HOTEL|PABRIK|TOWER)\b"
)


def shared_columns(frame: pl.DataFrame) -> pl.DataFrame:
    """Location, identity and shared columns of one cleaned table, nulls where it has none."""
    have = set(frame.columns)
    number = TABLES[frame["table"][0]].own_number if frame.height else ""
    return frame.select(
        "record_id", "repeated", "role", *LOCATION, "table",
        *[
            pl.col(c) if c in have else pl.lit(None, pl.String).alias(c)
            for c in SHARED
        ],
        register_id=pl.col(number) if number in have else pl.lit(None, pl.String),
    )  # fmt: skip


def read_people(rows: pl.DataFrame, regions: Regions, last_day: date) -> pl.DataFrame:
    """Shared rows (all tables, any order) with every shared column typed and standardized.

    The result is ordered by file, sheet and row and keeps one row per `record_id`.
    """
    rows = rows.sort("file", "sheet", "row", "table", "record_id")
    rows = _with_names(rows)
    rows = _with_births(rows, last_day)
    rows = _with_codes(rows)
    rows = _with_defaults(with_numbers(rows))
    rows = _with_places(rows)
    rows = resolve_villages(rows, regions)
    return without_village_as_street(from_family(with_family_keys(rows)), regions)


def _with_names(rows: pl.DataFrame) -> pl.DataFrame:
    head = pl.when(pl.col("role") == "household").then("nama_kepala").otherwise("nama")
    rows = rows.with_columns(name_typed=head)
    marks = map_unique(
        rows["name_typed"],
        lambda t: (not names.is_no_name(t), names.is_formula(t)),
        {"has_name": pl.Boolean, "formula_like": pl.Boolean},
    ).with_columns(pl.all().fill_null(False))
    rows = rows.hstack(marks)
    usable = pl.when("has_name").then("name_typed")
    rows = rows.hstack(names.read_names(rows.select(usable)["name_typed"]))
    parents = pl.concat([rows["nama_ibu_kandung"], rows["nama_ayah"]])
    folded = map_unique(
        parents,
        lambda t: (None if names.is_no_name(t) else names.read_name(t)[1],),
        {"v": pl.String},
    )["v"]
    mother, father = folded[: rows.height], folded[rows.height :]
    return rows.with_columns(
        mother=mother,
        father=father,
        organization=pl.col("name_typed").str.to_uppercase().str.contains(ORGANIZATIONS).fill_null(
            False
        ),
    )  # fmt: skip


def _with_births(rows: pl.DataFrame, last_day: date) -> pl.DataFrame:
    rows = rows.with_columns(birth_typed=pl.col("tanggal_lahir"))
    read = dates.read_dates(rows, "birth_typed", last_day)
    future = read["day"] > last_day
    rows = rows.with_columns(
        birth_date=read["day"].set(future.fill_null(False), None),
        birth_year=read["year"].set((read["year"] > last_day.year).fill_null(False), None),
        birth_kind=pl.when(future.fill_null(False)).then(pl.lit("future")).otherwise(read["kind"]),
        birth_other=read["other"].set((read["other"] > last_day).fill_null(False), None),
    )
    beside = pl.col("tanggal_lahir").str.extract(r"^([A-Za-z][^,/\d]*[^,/\d\s.])\s*[,/.]\s*\d")
    rows = rows.with_columns(
        birth_year=pl.when(pl.col("birth_kind") != "future").then("birth_year"),
        place_typed=pl.coalesce("tempat_lahir", beside),
    )
    folded = map_unique(
        rows["place_typed"], lambda t: (names.fold(words_of(t)) or None,), {"v": pl.String}
    )
    return rows.with_columns(birth_place=folded["v"])


def _with_defaults(rows: pl.DataFrame) -> pl.DataFrame:
    """Mark the days that people are given when nobody knows theirs."""
    defaults = pl.any_horizontal(
        (pl.col("birth_date").dt.day() == day) & (pl.col("birth_date").dt.month() == month)
        for day, month in dates.DEFAULT_DAYS
    )
    return rows.with_columns(birth_default=defaults.fill_null(False))


def _with_codes(rows: pl.DataFrame) -> pl.DataFrame:
    sex = map_unique(rows["jenis_kelamin"], lambda t: (codes.read_sex(t),), {"v": pl.String})["v"]
    relation = codes.read_by_table(rows, "hubungan_keluarga", codes.read_relation)
    rows = rows.with_columns(sex=sex, relation=relation)
    rows = rows.with_columns(life=pl.coalesce("status", "sta_keberadaan_art"))
    life = codes.read_by_table(rows, "life", codes.read_life)
    rows = rows.with_columns(life=life.set(~rows["table"].is_in(FAMILY_LISTS), None))
    return rows.with_columns(
        shdk=pl.when(pl.col("relation") == "pasangan")
        .then(pl.when(pl.col("sex") == "L").then(pl.lit("suami")).otherwise(pl.lit("istri")))
        .otherwise("relation"),
        dead=(pl.col("life") == "dead").fill_null(False) | (pl.col("table") == "kematian"),
        moved=(pl.col("life") == "moved").fill_null(False),
        work=pl.col("pekerjaan").str.to_uppercase(),
    )


def _with_places(rows: pl.DataFrame) -> pl.DataFrame:
    address = places.read_addresses(rows["alamat"]).rename(lambda c: f"address_{c}")
    rt, rw = places.read_rts(rows["rt"]), places.read_rts(rows["rw"])
    return rows.hstack(address).with_columns(
        street=pl.col("address_street"),
        house_no=pl.col("address_house_no"),
        rt=pl.coalesce(rt["rt"], pl.col("address_rt")),
        rw=pl.coalesce(rw["rt"], rt["rw"], pl.col("address_rw")),
    )

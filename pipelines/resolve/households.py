"""Which people are one household today.

A household (keluarga) is the people on one Kartu Keluarga. People lag behind their KK: a list may
show last year's, or none, or one with a slip of the pen. So a person whom Dukcapil does not know,
and whose listed KK nobody holds today, joins the KK of those listed as one family with them.
"""

from __future__ import annotations

from datetime import date

import duckdb
import polars as pl

import sql
from pipelines.office.verdicts import latest_verdicts


def current_kk(
    con: duckdb.DuckDBPyConnection, period_end: date, decisions: pl.DataFrame
) -> pl.DataFrame:
    """Today's KK per person: person_id, kk, kk_basis, family_key (null kk: group by it).

    `decisions`: the ledger; of it counts which lists replace all that were sent before.
    """
    said = latest_verdicts(decisions).filter(kind="replacement_list")
    con.register("said", said)
    kks = con.sql(sql.read("link/person_kk"), params={"period_end": period_end}).pl()
    con.unregister("said")
    sure = kks.with_columns(
        kk=pl.when("listed_is_newer").then("listed_kk").otherwise("civil_kk"),
        kk_basis=pl.when("listed_is_newer")
        .then(pl.lit("usulan-desa"))
        .when(pl.col("civil_kk").is_not_null())
        .then(pl.lit("dukcapil")),
    )
    families = con.sql(
        "select distinct rp.person_id, p.family_key, p.source from core.person p "
        "join link.record_person rp using (record_id) where p.family_key is not null"
    ).pl()
    return _adopt_family_kk(sure, families)


def _adopt_family_kk(people: pl.DataFrame, families: pl.DataFrame) -> pl.DataFrame:
    """Give people whom Dukcapil does not know a KK: their own, or that of their family."""
    known = people.filter(pl.col("kk").is_not_null())
    # What most relatives in the same listed family have; ties go to the smaller number.
    listed_first = families.with_columns(
        rank=pl.when(pl.col("source") == "usulan-desa").then(0).otherwise(1)
    )
    family_kk = (
        listed_first.join(known.select("person_id", "kk"), on="person_id")
        .group_by("family_key", "kk")
        .len()
        .sort("len", "kk", descending=[True, False])
        .unique("family_key", keep="first", maintain_order=True)
        .select("family_key", relative_kk="kk")
    )
    own_family = (
        listed_first.sort("person_id", "rank", "family_key")
        .join(family_kk, on="family_key", how="left")
        .sort("person_id", "rank", pl.col("relative_kk").is_null(), "family_key")
        .unique("person_id", keep="first", maintain_order=True)
        .select("person_id", "family_key", "relative_kk")
    )
    joined = people.join(own_family, on="person_id", how="left").with_columns(
        own=pl.coalesce("listed_kk", "registered_kk")
    )
    # A KK that nobody holds today is outdated or mistyped: the family listed with it knows better.
    adopt = pl.col("own").is_null() | ~pl.col("own").is_in(known["kk"].unique().implode())
    return joined.with_columns(
        kk_basis=pl.when(pl.col("kk").is_not_null())
        .then("kk_basis")
        .when(adopt & pl.col("relative_kk").is_not_null())
        .then(pl.lit("list"))
        .when(pl.col("listed_kk").is_not_null())
        .then(pl.lit("usulan-desa"))
        .when(pl.col("registered_kk").is_not_null())
        .then(pl.lit("register"))
        .otherwise(pl.lit("alone")),
        kk=pl.when(pl.col("kk").is_not_null())
        .then("kk")
        .when(adopt)
        .then(pl.coalesce("relative_kk", "own"))
        .otherwise("own"),
    ).select("person_id", "kk", "kk_basis", "family_key")


def group(people: pl.DataFrame) -> pl.DataFrame:
    """person_id, group_key: one key per household of today."""
    return people.select(
        "person_id",
        group_key=pl.coalesce(
            "kk",
            pl.when(pl.col("family_key").str.starts_with("seq:")).then("family_key"),
            pl.lit("person:") + pl.col("person_id"),
        ),
    )

"""Which rows of one list are one family.

The rows of one KK; for DTKS the rows of one IDBDT; where a village list gives no KK, the rows of
one visual group (merged cells) or consecutive rows under a head. Else a person alone.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from pipelines.standardize.records import digest
from pipelines.standardize.values import look_up

# A KK typed wrong still holds a family together when the same digits stand on each row.
MIN_KK_DIGITS: Final = 10


def with_family_keys(rows: pl.DataFrame) -> pl.DataFrame:
    """Add `family_key` to `rows` (ordered by file, sheet, row).

    Uses kk, kk_digits, kk_status, kk_shared, idbdt, shdk, family_seq, table. Keys hold digits of a
    KK or a hash of the members' contents, never a position.
    """
    usable = pl.col("kk_digits").str.len_chars() >= MIN_KK_DIGITS
    typed = usable & ~pl.col("kk_status").is_in(["missing", "dummy", "scientific"])
    kk = pl.when(pl.col("kk").is_not_null()).then("kk").when(
        typed & ~pl.col("kk_shared")
    ).then("kk_digits")  # fmt: skip
    rows = rows.with_columns(
        own_key=pl.when(pl.col("idbdt").is_not_null())
        .then(pl.lit("idbdt:") + pl.col("idbdt"))
        .otherwise(pl.lit("kk:") + kk)
    )
    listed = rows.filter(pl.col("table") == "usulan_desa")
    grouped = _consecutive(listed)
    return (
        look_up(rows, grouped, ["record_id"])
        .with_columns(family_key=pl.coalesce("own_key", "list_key"))
        .drop("own_key", "list_key")
    )


def _consecutive(listed: pl.DataFrame) -> pl.DataFrame:
    """`list_key` for rows of village lists without KK of their own."""
    place = ["file", "sheet"]
    head = (pl.col("shdk") == "kepala").fill_null(False)
    given = pl.col("own_key").is_not_null()
    # A row opens a family when it has a KK or is a head; others belong to the one above.
    opened = (
        listed.with_columns(start=(given | head))
        .with_columns(run=pl.col("start").cum_sum().over(place))
        .with_columns(
            run_key=pl.col("own_key").first().over(*place, "run"),
            run_has_head=head.first().over(*place, "run"),
        )
    )
    # Merged cells: the visual group, unless the layout gave its rows a KK.
    seq = pl.col("family_seq").is_not_null()
    opened = opened.with_columns(
        seq_key=pl.when(seq).then(pl.col("own_key").drop_nulls().first().over(*place, "family_seq"))
    )
    related = pl.col("shdk").is_not_null() & ~head
    under_kk = related & pl.col("run_key").is_not_null()
    under_head = pl.col("run_key").is_null() & pl.col("run_has_head") & (pl.col("run") > 0)
    group = (
        pl.when(seq)
        .then(pl.lit("s") + pl.col("family_seq").cast(pl.String))
        .when(under_head)
        .then(pl.lit("h") + pl.col("run").cast(pl.String))
    )
    free = opened.filter(~given).with_columns(group=group)
    members = (
        free.filter(pl.col("group").is_not_null() & pl.col("seq_key").is_null())
        .group_by(*place, "group")
        .agg(ids=pl.col("record_id").sort().str.join(","))
    )
    hashed = members.with_columns(group_key="seq:" + digest(members["ids"])).drop("ids")
    return (
        free.join(hashed, on=[*place, "group"], how="left")
        .with_columns(
            list_key=pl.coalesce("seq_key", "group_key", pl.when(under_kk).then(pl.col("run_key")))
        )
        .select("record_id", "list_key")
    )

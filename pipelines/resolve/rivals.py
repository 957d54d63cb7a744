"""Pairs of rows seen next to the Dukcapil person each of them is likeliest to be.

Dukcapil lists each person once, so two rows that are two of its people are not one person, however
alike they look: twins, sisters, neighbours of one name.
"""

from __future__ import annotations

import polars as pl

from pipelines.resolve.thresholds import DETOUR, POINTS_AT


def not_rivals(edges: pl.DataFrame, to_spine: pl.DataFrame) -> pl.DataFrame:
    """Edges whose ends do not each point at another Dukcapil person (twins do)."""
    pointing = _pointing(to_spine)
    return (
        edges.join(pointing, left_on="left", right_on="entity_id", how="left")
        .join(pointing, left_on="right", right_on="entity_id", how="left", suffix="_right")
        .filter((pl.col("target") == pl.col("target_right")).fill_null(True))
        .drop("target", "target_right")
    )


def _pointing(to_spine: pl.DataFrame) -> pl.DataFrame:
    """entity_id, target: the Dukcapil person that each entity is likeliest to be."""
    return (
        _both_ways(to_spine)
        .filter(pl.col("probability") >= POINTS_AT)
        .sort("entity_id", "probability", "target", descending=[False, True, False])
        .unique("entity_id", keep="first", maintain_order=True)
        .select("entity_id", "target")
    )


def _both_ways(pairs: pl.DataFrame) -> pl.DataFrame:
    """entity_id, target, probability of each pair, once from either end."""
    ways = (("left", "right"), ("right", "left"))
    return pl.concat(
        [pairs.select("probability", entity_id=one, target=other) for one, other in ways]
    )


def without_detours(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs, of which none is sure that would make someone a Dukcapil person they are not like.

    They resemble one of that person's rows, but compared with the person itself are likelier to be
    someone else: a sister, or a neighbour of one name. Half of such pairs are one person.
    """
    to_spine = pairs.filter("with_spine")
    pointing = _pointing(to_spine)
    unlike = _both_ways(to_spine.filter(pl.col("probability") < DETOUR))
    edges = pairs.filter(~pl.col("with_spine") & (pl.col("probability") > DETOUR))
    edges = edges.select("left", "right")
    detours = pl.concat(
        [
            edges.join(pointing, left_on=row, right_on="entity_id")
            .join(pointing, left_on=other, right_on="entity_id", how="anti")
            .join(unlike, left_on=[other, "target"], right_on=["entity_id", "target"], how="semi")
            .select("left", "right", detour=pl.lit(True))
            for row, other in (("left", "right"), ("right", "left"))
        ]
    )
    return (
        pairs.join(detours, on=["left", "right"], how="left", maintain_order="left")
        .with_columns(
            probability=pl.when("detour")
            .then(pl.col("probability").clip(upper_bound=DETOUR))
            .otherwise("probability")
        )
        .drop("detour")
    )

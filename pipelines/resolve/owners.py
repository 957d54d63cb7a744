"""Owners on asset rows, who give no more than a name and an address: the likeliest person.

All persons compete for an owner, and nobody at all competes too: many owners live elsewhere.
"""

from __future__ import annotations

import polars as pl

from pipelines.resolve.thresholds import OWNER_FLOOR


def likeliest_owners(
    odds: pl.DataFrame, clusters: pl.DataFrame, impersonal: pl.DataFrame
) -> pl.DataFrame:
    """Likeliest person of each entity that gives only name and address: all persons compete.

    `impersonal`: those entities, with the odds that each is nobody (entity_id, absent). Returns
    entity_id, target (an entity of the winning cluster), probability.
    """
    personal = clusters.join(impersonal, on="entity_id", how="anti")
    both_ways = pl.concat(
        odds.select(entity_id=one, target=other, odds="odds").join(impersonal, on="entity_id")
        for one, other in (("left", "right"), ("right", "left"))
    )
    return (
        both_ways.join(personal.rename({"entity_id": "target"}), on="target")
        .sort("entity_id", "cluster_id", "odds", "target", descending=[False, False, True, False])
        .unique(["entity_id", "cluster_id"], keep="first", maintain_order=True)
        .with_columns(
            probability=pl.col("odds") / (pl.col("absent") + pl.col("odds").sum().over("entity_id"))
        )
        .filter(pl.col("probability") >= OWNER_FLOOR)
        .select("entity_id", "target", "cluster_id", "probability")
        .sort("entity_id")
    )


def attach_owners(
    clusters: pl.DataFrame, used: pl.DataFrame, owners: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`clusters` (entity_id, cluster_id) and `used` joins with the owners' entities in them."""
    attached = (
        clusters.join(owners.select("entity_id", owner="cluster_id"), on="entity_id", how="left")
        .with_columns(cluster_id=pl.coalesce("owner", "cluster_id"))
        .drop("owner")
    )
    joins = owners.select(
        left="entity_id",
        right="target",
        probability="probability",
        reason=pl.lit("asset_address"),
    )
    return attached, pl.concat([used, joins])

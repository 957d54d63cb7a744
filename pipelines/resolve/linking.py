"""From entities to persons: compare, let candidates compete, cluster; twice.

The second round knows the KKs of the relatives whom the first has found, and may raise a pair that
looked unlikely. At the end owners of assets, who give no more than a name and an address, find the
likeliest person. This is the one excursion of a run into polars: union-find knows no SQL.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import polars as pl

from pipelines.machine.tables import store
from pipelines.resolve.cluster import Clustered, clustered
from pipelines.resolve.compare import compare
from pipelines.resolve.compete import PAIR, judged, lookalikes
from pipelines.resolve.engine import Engine
from pipelines.resolve.entities import open_with_relatives
from pipelines.resolve.owners import attach_owners, likeliest_owners
from pipelines.resolve.thresholds import LIFTED
from pipelines.resolve.weights import Weights
from pipelines.resolve.work import rows


@dataclass(frozen=True)
class _Round:
    """What one round made of its odds: `pairs` with probabilities, `apart` that may not be one."""

    odds: pl.DataFrame
    pairs: pl.DataFrame
    apart: pl.DataFrame
    found: Clustered


def link_entities(
    con: duckdb.DuckDBPyConnection, weights: Weights, accept: float, engine: Engine
) -> None:
    """Make linkage.cluster, used, open_pair and oversized.

    `cluster`: entity_id, cluster_id, has_spine. `used`: left, right, probability, reason of each
    join. `open_pair`: left, right, probability of people who could still be one. `oversized`:
    clusters that were kept from growing, and their entities. `accept`: the probability from which
    a link is made without review. Reads linkage.node.
    """
    entities = con.sql("select entity_id, spine, personal, sound_birth from linkage.entity").pl()
    decided = rows(con, "decided_entity").pl()
    first = _judged_round(con, compare(con, weights, 1, engine), entities, decided, accept)
    _store_clusters(con, first.found.clusters, entities)
    last, used = first, first.found.used
    if open_with_relatives(con):
        again = compare(con, weights, 2, engine)
        last = _judged_round(con, _heavier(first.odds, again), entities, decided, accept)
        used = _said_by_household(last.found.used, first.odds, again)
    odds = last.odds.join(last.apart, on=PAIR, how="anti")
    impersonal = con.sql("select entity_id, absent from linkage.absence where personal = 0").pl()
    owners = likeliest_owners(odds, last.found.clusters, impersonal)
    clusters, used = attach_owners(last.found.clusters, used, owners)
    _store_clusters(con, clusters, entities)
    store(con, "linkage.used", used)
    store(con, "linkage.open_pair", _worth_asking(last.pairs, clusters, entities, decided))
    store(con, "linkage.oversized", pl.DataFrame([last.found.oversized]))


def _judged_round(
    con: duckdb.DuckDBPyConnection,
    odds: pl.DataFrame,
    entities: pl.DataFrame,
    decided: pl.DataFrame,
    accept: float,
) -> _Round:
    """Probabilities and clusters of the pairs weighed so far."""
    alike = lookalikes(con).join(decided.filter("same"), on=PAIR, how="anti")
    pairs = judged(odds, alike)
    constraints = pl.concat([decided, alike.with_columns(same=pl.lit(False))])
    apart = constraints.filter(~pl.col("same"))
    return _Round(odds, pairs, apart, clustered(entities, constraints, pairs, accept))


def _heavier(odds: pl.DataFrame, again: pl.DataFrame) -> pl.DataFrame:
    """`odds` of both rounds; of a pair scored in both the heavier. `again` is a small part."""
    second = again.select(*PAIR, second="odds")
    both = odds.join(second, on=PAIR, how="left", maintain_order="left").with_columns(
        odds=pl.max_horizontal("odds", "second")
    )
    return pl.concat(
        [both.drop("second"), again.join(odds, on=PAIR, how="anti", maintain_order="left")]
    )


def _said_by_household(used: pl.DataFrame, odds: pl.DataFrame, again: pl.DataFrame) -> pl.DataFrame:
    """`used` joins, with reason `household` where relatives' KKs raised the odds a good deal."""
    lifted = again.join(odds, on=PAIR, how="left", suffix="_first").filter(
        pl.col("odds") > pl.col("odds_first").fill_null(0) * LIFTED
    )
    return (
        used.join(lifted.select(*PAIR, lifted=pl.lit(True)), on=PAIR, how="left")
        .with_columns(
            reason=pl.when(pl.col("lifted") & (pl.col("reason") == "splink"))
            .then(pl.lit("household"))
            .otherwise("reason")
        )
        .drop("lifted")
    )


def _store_clusters(
    con: duckdb.DuckDBPyConnection, clusters: pl.DataFrame, entities: pl.DataFrame
) -> None:
    frame = clusters.join(entities, on="entity_id").with_columns(
        has_spine=(pl.col("spine") == 1).any().over("cluster_id")
    )
    store(con, "linkage.cluster", frame.select("entity_id", "cluster_id", "has_spine"))


def _worth_asking(
    pairs: pl.DataFrame, clusters: pl.DataFrame, entities: pl.DataFrame, decided: pl.DataFrame
) -> pl.DataFrame:
    """Pairs of people that could still be one: not both found in Dukcapil, not called different.

    People whom someone called different stay apart through whichever of their rows they meet, and
    so do two whose NIKs fit different birth dates.
    """
    known = (
        clusters.join(entities, on="entity_id")
        .with_columns(
            in_civil=(pl.col("spine") == 1).any().over("cluster_id"),
            born=pl.col("sound_birth").min().over("cluster_id"),
        )
        .filter(pl.col("personal") == 1)
        .select("entity_id", "cluster_id", "in_civil", "born")
    )
    return (
        pairs.join(known, left_on="left", right_on="entity_id")
        .join(known, left_on="right", right_on="entity_id", suffix="_right")
        .filter(~(pl.col("in_civil") & pl.col("in_civil_right")))
        .filter((pl.col("born") == pl.col("born_right")).fill_null(True))
        .join(
            _called_different(clusters, decided),
            left_on=["cluster_id", "cluster_id_right"],
            right_on=["cluster_l", "cluster_r"],
            how="anti",
        )
        .select("left", "right", "probability")
    )


def _called_different(clusters: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """cluster_l, cluster_r: people whom someone called different, both ways round."""
    one_way = (
        decided.filter(~pl.col("same"))
        .join(clusters.rename({"cluster_id": "cluster_l"}), left_on="left", right_on="entity_id")
        .join(clusters.rename({"cluster_id": "cluster_r"}), left_on="right", right_on="entity_id")
        .select("cluster_l", "cluster_r")
    )
    other_way = one_way.select(cluster_l="cluster_r", cluster_r="cluster_l")
    return pl.concat([one_way, other_way]).unique()

"""From pairs to persons: exact pass, scored pairs, household evidence, clusters.

Order of belief: what people decided → the same NIK backed by a second fact → scored pairs, surest
first → scored pairs again, now knowing the relatives' KK → owners of assets, who give no more than
a name and an address.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import polars as pl

import sql
from pipelines.resolve import blocks, score
from pipelines.resolve.cluster import Clusters, Oversized, join_surest_first
from pipelines.resolve.decided import decided_entities, split_exact
from pipelines.resolve.engine import Engine, in_duckdb
from pipelines.resolve.fitted import FittedModel, committed
from pipelines.resolve.owners import attach_owners, likeliest_owners
from pipelines.resolve.recall import Recall, recall
from pipelines.resolve.rivals import not_rivals, without_detours
from pipelines.resolve.weights import Weights

CANDIDATE_FLOOR = 0.01  # pairs less likely than this are forgotten
LOOKALIKE = 0.3  # at most: twins, and a NIK shared by two who have nothing else in common
EXACT_SURE, EXACT_LIKELY = 0.9999, 0.998  # same NIK with equal date and name; with one of them


@dataclass(frozen=True)
class Links:
    """Outcome of linkage over entities.

    `clusters`: entity_id, cluster_id. `used`: left, right, probability, reason of each join.
    `pairs`: scored pairs of people that could still be one: left, right, probability. `known`: what
    pairs were weighed with, and whether all were compared.
    """

    clusters: pl.DataFrame
    used: pl.DataFrame
    pairs: pl.DataFrame
    known: Recall


def link(
    con: duckdb.DuckDBPyConnection,
    decisions: pl.DataFrame,
    accept: float,
    year: int,
    fitted: FittedModel | None = None,
    engine: Engine = in_duckdb,
    earlier: str | None = None,
) -> Links:
    """Link all rows of core.person; leaves linkage.exact, linkage.entity and linkage.node behind.

    `accept`: probability from which a link is made without review; `year`: the period's, by which
    the century of a date inside a NIK is told; `fitted`: the committed model when left out;
    `engine`: where pairs are looked for; `earlier`: name of an attached publication, whose pairs
    need not be compared again where both entities are as they were.
    """
    con.execute(sql.read("link/exact"))
    split_exact(con, decisions)
    score.prepare(con, year)
    decided = decided_entities(con, decisions)
    entities = con.sql("select entity_id, spine, personal, sound_birth from linkage.entity").pl()

    blocks.leave_out_common_keys(con)
    m, prior = (fitted or committed()).m, chance_of_match(entities)
    weights = Weights(m, score.chance_shares(con, m, prior), prior)
    known = recall(con, weights, score.KEEP, earlier)
    score.absence(con)
    odds = score.score(con, known, 1, engine)
    pairs, constraints = _judge(con, odds, decided)
    clusters, used, oversized = _cluster(entities, constraints, pairs, accept)

    _remember(con, clusters, entities)
    if _open_with_relatives(con):
        again = score.score(con, known, 2, engine)
        lifted = again.join(odds, on=["left", "right"], how="left", suffix="_first").filter(
            pl.col("odds") > pl.col("odds_first").fill_null(0) * 2
        )
        odds = _heavier(odds, again)
        pairs, constraints = _judge(con, odds, decided)
        clusters, used, oversized = _cluster(entities, constraints, pairs, accept)
        used = (
            used.join(
                lifted.select("left", "right", lifted=pl.lit(True)),
                on=["left", "right"],
                how="left",
            )
            .with_columns(
                reason=pl.when(pl.col("lifted") & (pl.col("reason") == "splink"))
                .then(pl.lit("household"))
                .otherwise("reason")
            )
            .drop("lifted")
        )
    if oversized.clusters:
        con.execute(
            "insert into link.limit_reached values ('cluster', 'cluster', ?, ?)",
            [oversized.clusters, oversized.entities],
        )
    apart = constraints.filter(~pl.col("same"))
    odds = odds.join(apart, on=["left", "right"], how="anti")
    impersonal = con.sql("select entity_id, absent from linkage.absence where personal = 0").pl()
    owners = likeliest_owners(odds, clusters, impersonal)
    clusters, used = attach_owners(clusters, used, owners)
    return Links(clusters, used, _worth_asking(pairs, clusters, entities, decided), known)


def _heavier(odds: pl.DataFrame, again: pl.DataFrame) -> pl.DataFrame:
    """`odds` of both rounds; of a pair scored in both the heavier. `again` is a small part."""
    pair = ["left", "right"]
    second = again.select(*pair, second="odds")
    both = odds.join(second, on=pair, how="left", maintain_order="left").with_columns(
        odds=pl.max_horizontal("odds", "second")
    )
    return pl.concat(
        [both.drop("second"), again.join(odds, on=pair, how="anti", maintain_order="left")]
    )


def _worth_asking(
    pairs: pl.DataFrame, clusters: pl.DataFrame, entities: pl.DataFrame, decided: pl.DataFrame
) -> pl.DataFrame:
    """Pairs of people that could still be one: not both found in Dukcapil, not told apart.

    People whom somebody called different stay apart through whichever of their rows they meet, and
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
            _told_apart(clusters, decided),
            left_on=["cluster_id", "cluster_id_right"],
            right_on=["cluster_l", "cluster_r"],
            how="anti",
        )
        .select("left", "right", "probability")
    )


def _told_apart(clusters: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """cluster_l, cluster_r: people whom somebody called different, both ways round."""
    one_way = (
        decided.filter(~pl.col("same"))
        .join(clusters.rename({"cluster_id": "cluster_l"}), left_on="left", right_on="entity_id")
        .join(clusters.rename({"cluster_id": "cluster_r"}), left_on="right", right_on="entity_id")
        .select("cluster_l", "cluster_r")
    )
    other_way = one_way.select(cluster_l="cluster_r", cluster_r="cluster_l")
    return pl.concat([one_way, other_way]).unique()


def chance_of_match(entities: pl.DataFrame) -> float:
    """Chance that two random entities are one person: about one match for each entity."""
    spine = entities.filter(pl.col("spine") == 1).height
    personal = entities.filter(pl.col("personal") == 1).height
    return 1.0 / max(spine, personal // 2, 2)


def _judge(
    con: duckdb.DuckDBPyConnection, odds: pl.DataFrame, decided: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Probabilities of all pairs, and the constraints on clusters.

    Twins and people with a relative's NIK are kept apart unless people join them: they take no part
    in the competition and are never likelier than `LOOKALIKE`. Constraints: left, right, same.
    """
    pair = ["left", "right"]
    lookalike = score.lookalikes(con, odds).join(decided.filter("same"), on=pair, how="anti")
    open_pairs = score.compete(odds.join(lookalike, on=pair, how="anti", maintain_order="left"))
    capped = score.compete(odds.join(lookalike, on=pair, how="semi", maintain_order="left"))
    pairs = pl.concat(
        [open_pairs, capped.with_columns(pl.col("probability").clip(upper_bound=LOOKALIKE))]
    )
    return without_detours(pairs), pl.concat([decided, lookalike.with_columns(same=pl.lit(False))])


def _cluster(
    entities: pl.DataFrame, constraints: pl.DataFrame, pairs: pl.DataFrame, accept: float
) -> tuple[pl.DataFrame, pl.DataFrame, Oversized]:
    """Clusters of personal entities, the joins made, and what had grown too large."""
    personal = entities.filter(pl.col("personal") == 1)
    # Only entities with somebody near enough matter; the others are clusters of their own.
    near = pl.concat(
        [
            frame.select(entity_id=side)
            for frame in (constraints, pairs.filter(pl.col("probability") >= accept))
            for side in ("left", "right")
        ]
    ).unique()
    asked = entities.join(near, on="entity_id", how="semi")
    clusters = Clusters(
        asked.filter(pl.col("spine") == 1)["entity_id"].to_list(),
        dict(
            asked.filter(pl.col("sound_birth").is_not_null())
            .select("entity_id", "sound_birth")
            .iter_rows()
        ),
    )
    for left, right in constraints.filter(~pl.col("same")).select("left", "right").iter_rows():
        if left != right:
            clusters.forbid(left, right)
    by_people = constraints.filter(pl.col("same")).select(
        "left", "right", probability=pl.lit(1.0), reason=pl.lit("decision")
    )
    for left, right in by_people.select("left", "right").iter_rows():
        clusters.join(left, right)
    among = pairs.join(personal.select(left="entity_id"), on="left", how="semi").join(
        personal.select(right="entity_id"), on="right", how="semi"
    )
    # First everybody finds their Dukcapil person, then the others find each other.
    to_spine = among.filter("with_spine")
    to_others = not_rivals(among.filter(~pl.col("with_spine")), to_spine)
    used = pl.concat(
        [join_surest_first(clusters, edges, accept) for edges in (to_spine, to_others)]
    ).select("left", "right", "probability", reason=pl.lit("splink"))
    joined = clusters.joined()
    moved = pl.DataFrame(
        {"entity_id": list(joined), "cluster_id": list(joined.values())},
        schema={"entity_id": pl.String, "cluster_id": pl.String},
    )
    assigned = (
        entities.select("entity_id")
        .join(moved, on="entity_id", how="left")
        .with_columns(pl.coalesce("cluster_id", "entity_id"))
    )
    return assigned, pl.concat([by_people, used]), clusters.oversized()


def _remember(
    con: duckdb.DuckDBPyConnection, clusters: pl.DataFrame, entities: pl.DataFrame
) -> None:
    """Write linkage.cluster: entity_id, cluster_id, has_spine."""
    frame = clusters.join(entities, on="entity_id").with_columns(
        has_spine=(pl.col("spine") == 1).any().over("cluster_id")
    )
    con.register("cluster_frame", frame.select("entity_id", "cluster_id", "has_spine"))
    con.execute("create or replace table linkage.cluster as from cluster_frame order by entity_id")
    con.unregister("cluster_frame")


def _open_with_relatives(con: duckdb.DuckDBPyConnection) -> int:
    """Give open entities their relatives' KKs in linkage.node; returns how many were opened."""
    con.execute(f"create or replace temp table relative as {sql.read('link/relative_kk')}")
    con.execute(
        """
        update linkage.node
        set kks = list_sort(list_distinct(list_concat(kks, relative_kks))),
            opened = 1,
            node_id = '0' || node.entity_id
        from relative
        where node.entity_id = relative.entity_id and not list_has_all(kks, relative_kks)
        """
    )
    opened = con.execute("select coalesce(sum(opened), 0) from linkage.node").fetchall()[0][0]
    con.execute("drop table relative")
    return int(opened)

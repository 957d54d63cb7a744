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
from pipelines.resolve import model, score
from pipelines.resolve.cluster import Clusters, join_surest_first

CANDIDATE_FLOOR = 0.01  # pairs less likely than this are forgotten
OWNER_FLOOR = 0.5  # an asset's owner is the likeliest person, if likelier than not
EXACT_SURE, EXACT_LIKELY = 0.9999, 0.998  # same NIK with equal date and name; with one of them


@dataclass(frozen=True)
class Links:
    """Outcome of linkage over entities.

    `clusters`: entity_id, cluster_id. `used`: left, right, probability, reason of each join.
    `pairs`: every scored pair of entities about people: left, right, probability.
    """

    clusters: pl.DataFrame
    used: pl.DataFrame
    pairs: pl.DataFrame


def link(con: duckdb.DuckDBPyConnection, decisions: pl.DataFrame, accept: float) -> Links:
    """Link all rows of core.person; leaves link.exact, link.entity and link.node behind."""
    con.execute(sql.read("link/exact"))
    _split_exact(con, decisions)
    con.execute(sql.read("link/entity"))
    decided = _decided_entities(con, decisions)
    entities = con.sql("select entity_id, spine, personal, sound_birth from link.entity").pl()

    score.prepare(con)
    chance = score.chance_shares(con)
    settings = model.settings(model.committed()["m"], chance, _prior(entities))
    absent = score.absence(con)
    first = score.score(con, settings, score.KEEP, "entities")
    pairs = score.compete(first, absent)
    clusters, used = _cluster(entities, _constraints(con, decided, pairs), pairs, accept)

    _remember(con, clusters, entities)
    opened = _open_with_relatives(con)
    if opened:
        again = score.score(con, model.reopened(settings), score.KEEP, "entities_reopened")
        odds = (
            pl.concat([again, first])
            .group_by("left", "right")
            .agg(pl.col("odds").max())
            .sort("left", "right")
        )
        lifted = again.join(first, on=["left", "right"], how="left", suffix="_first").filter(
            pl.col("odds") > pl.col("odds_first").fill_null(0) * 2
        )
        pairs = score.compete(odds, absent)
        clusters, used = _cluster(entities, _constraints(con, decided, pairs), pairs, accept)
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
    else:
        odds = first
    owners = _owners(odds, clusters, absent.join(entities.drop("spine"), on="entity_id"))
    clusters, used = _attach_owners(clusters, used, owners)
    people = entities.filter(pl.col("personal") == 1)
    among = pairs.join(people, left_on="left", right_on="entity_id", how="semi").join(
        people, left_on="right", right_on="entity_id", how="semi"
    )
    return Links(clusters, used, among)


def _prior(entities: pl.DataFrame) -> float:
    """Chance that two random entities are one person: about one match for each entity."""
    spine = entities.filter(pl.col("spine") == 1).height
    personal = entities.filter(pl.col("personal") == 1).height
    return 1.0 / max(spine, personal // 2, 2)


def _decided_pairs(decisions: pl.DataFrame) -> pl.DataFrame:
    """record_l, record_r, same: the latest decision on each pair of records."""
    return (
        decisions.filter((pl.col("kind") == "pair") & (pl.col("subject_ids").list.len() == 2))
        .with_columns(
            record_l=pl.col("subject_ids").list.min(), record_r=pl.col("subject_ids").list.max()
        )
        .sort("at", "decision_id")
        .unique(["record_l", "record_r"], keep="last", maintain_order=True)
        .filter(pl.col("verdict").is_in(["same", "different"]))
        .select("record_l", "record_r", same=pl.col("verdict") == "same")
        .sort("record_l", "record_r")
    )


def _split_exact(con: duckdb.DuckDBPyConnection, decisions: pl.DataFrame) -> None:
    """Rows a reviewer called different leave their exact group (the one that is not its anchor)."""
    apart = _decided_pairs(decisions).filter(~pl.col("same"))
    con.register("decided_apart", apart)
    con.execute(
        """
        delete from link.exact where record_id in (
            select case when l.record_id = l.anchor_id then r.record_id else l.record_id end
            from decided_apart d
            join link.exact l on l.record_id = d.record_l
            join link.exact r on r.record_id = d.record_r
            where l.anchor_id = r.anchor_id
        )
        """
    )
    con.unregister("decided_apart")


def _decided_entities(con: duckdb.DuckDBPyConnection, decisions: pl.DataFrame) -> pl.DataFrame:
    """left, right, same: decisions in terms of entities (both records must be in this run)."""
    con.register("decided", _decided_pairs(decisions))
    frame = con.sql(
        """
        select least(coalesce(xl.anchor_id, d.record_l), coalesce(xr.anchor_id, d.record_r))
                   as "left",
               greatest(coalesce(xl.anchor_id, d.record_l), coalesce(xr.anchor_id, d.record_r))
                   as "right",
               d.same
        from decided d
        left join link.exact xl on xl.record_id = d.record_l
        left join link.exact xr on xr.record_id = d.record_r
        where exists (from core.person p where p.record_id = d.record_l)
          and exists (from core.person p where p.record_id = d.record_r)
        order by 1, 2
        """
    ).pl()
    con.unregister("decided")
    return frame


def _constraints(
    con: duckdb.DuckDBPyConnection, decided: pl.DataFrame, pairs: pl.DataFrame
) -> pl.DataFrame:
    """left, right, same: what people decided, and twins and relatives whom only people may join."""
    con.register("scored", pairs)
    apart = con.sql(sql.read("link/apart")).pl()
    con.unregister("scored")
    undecided = apart.join(decided.filter("same"), on=["left", "right"], how="anti")
    return pl.concat([decided, undecided.with_columns(same=pl.lit(False))])


def _cluster(
    entities: pl.DataFrame, constraints: pl.DataFrame, pairs: pl.DataFrame, accept: float
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Clusters of personal entities, and the joins made."""
    personal = entities.filter(pl.col("personal") == 1)
    clusters = Clusters(
        entities["entity_id"].to_list(),
        entities.filter(pl.col("spine") == 1)["entity_id"].to_list(),
        dict(
            entities.filter(pl.col("sound_birth").is_not_null())
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
    used = join_surest_first(clusters, among, accept).select(
        "left", "right", "probability", reason=pl.lit("splink")
    )
    ids = entities["entity_id"].to_list()
    assigned = pl.DataFrame(
        {"entity_id": ids, "cluster_id": [clusters.find(e) for e in ids]},
        schema={"entity_id": pl.String, "cluster_id": pl.String},
    )
    return assigned, pl.concat([by_people, used])


def _remember(
    con: duckdb.DuckDBPyConnection, clusters: pl.DataFrame, entities: pl.DataFrame
) -> None:
    """Write link.cluster: entity_id, cluster_id, has_spine."""
    frame = clusters.join(entities, on="entity_id").with_columns(
        has_spine=(pl.col("spine") == 1).any().over("cluster_id")
    )
    con.register("cluster_frame", frame.select("entity_id", "cluster_id", "has_spine"))
    con.execute("create or replace table link.cluster as from cluster_frame order by entity_id")
    con.unregister("cluster_frame")


def _open_with_relatives(con: duckdb.DuckDBPyConnection) -> int:
    """Give open entities their relatives' KKs in link.node; returns how many were opened."""
    con.execute(f"create or replace temp table relative as {sql.read('link/relative_kk')}")
    con.execute(
        """
        create or replace table link.node as
        select n.* exclude (kks, opened),
            list_sort(list_distinct(list_concat(n.kks, coalesce(r.relative_kks, [])))) as kks,
            (r.entity_id is not null and not list_has_all(n.kks, r.relative_kks))::int as opened
        from link.node n left join relative r using (entity_id)
        order by n.entity_id
        """
    )
    opened = con.execute("select coalesce(sum(opened), 0) from link.node").fetchall()[0][0]
    con.execute("drop table relative")
    return int(opened)


def _owners(odds: pl.DataFrame, clusters: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Likeliest person of each entity that gives only name and address: all persons compete.

    Returns entity_id, target (an entity of the winning cluster), probability.
    """
    impersonal = entities.filter(pl.col("personal") == 0).select("entity_id", "absent")
    personal = clusters.join(impersonal, on="entity_id", how="anti")
    both_ways = pl.concat(
        [
            odds.select(entity_id="left", target="right", odds="odds"),
            odds.select(entity_id="right", target="left", odds="odds"),
        ]
    )
    return (
        both_ways.join(impersonal, on="entity_id")
        .join(personal.rename({"entity_id": "target"}), on="target")
        .sort("entity_id", "cluster_id", "odds", "target", descending=[False, False, True, False])
        .unique(["entity_id", "cluster_id"], keep="first", maintain_order=True)
        .with_columns(
            probability=pl.col("odds") / (pl.col("absent") + pl.col("odds").sum().over("entity_id"))
        )
        .filter(pl.col("probability") >= OWNER_FLOOR)
        .select("entity_id", "target", "cluster_id", "probability")
        .sort("entity_id")
    )


def _attach_owners(
    clusters: pl.DataFrame, used: pl.DataFrame, owners: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
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

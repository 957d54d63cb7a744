"""Resolve: which rows are the same person, and which people are one household today.

Reads `core.*`, writes `link.*`. People's decisions come first, an exact pass does most of the
work, Splink scores the rest, relatives lift pairs, and clusters never break a constraint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

import sql
from pipelines.domain.periods import last_day
from pipelines.office.config import Config
from pipelines.resolve import blocks, engine, evaluation, households, recall
from pipelines.resolve.carried import carried_decisions
from pipelines.resolve.decided import decided_pairs
from pipelines.resolve.fitted import FittedModel, committed
from pipelines.resolve.history import write_history
from pipelines.resolve.identity import assign
from pipelines.resolve.links import (
    CANDIDATE_FLOOR,
    EXACT_LIKELY,
    EXACT_SURE,
    Links,
    link,
)
from pipelines.resolve.score import work_tables


def resolve(
    con: duckdb.DuckDBPyConnection,
    config: Config,
    period: str,
    decisions: pl.DataFrame,
    previous: Path | None,
    fitted: FittedModel | None = None,
    compared: Path | None = None,
) -> None:
    """Build the link layer.

    `decisions`: the ledger (decision_id, kind, subject_ids, verdict, reason, by, at,
    evidence_hash). `previous`: the newest earlier published database, whose ids are kept; None when
    there is none. `fitted`: the model the office uses; the committed one when left out. `compared`:
    the published database, that of an earlier run of this period included, whose pairs need not be
    compared again where nothing about them changed; without it all are compared.
    """
    fitted = fitted or committed()
    con.execute("create schema if not exists link")
    store_curves(con, fitted)
    blocks.no_limits_yet(con)
    con.execute(sql.read("link/row_evidence"))
    decisions = carried_decisions(con, decisions)
    with _attached(con, {"previous": previous, "compared": compared}) as names:
        with work_tables(con):
            year, earlier = last_day(period).year, names["compared"]
            with engine.opened(config.engine) as find:
                links = link(con, decisions, config.link.accept, year, fitted, find, earlier)
            recall.publish(con, links.known)
            _persons(con, links, previous is not None)
            decided = decided_pairs(decisions)
            _candidates(con, links, decided, config.link.review)
            _evaluation_pairs(con, links, decided, evaluation.opinions(decisions), config)
        _households(con, period, decisions, previous is not None)
        con.execute(sql.read("link/person_household"))
        con.execute(sql.read("link/record_household"))
        write_history(con, period, previous is not None)
        con.execute("drop table household_group; drop table person_cluster")


@contextmanager
def _attached(
    con: duckdb.DuckDBPyConnection, databases: Mapping[str, Path | None]
) -> Iterator[dict[str, str | None]]:
    """Databases attached read-only by these names, and the name by which each of them is known.

    DuckDB attaches a file once: of two names for one file the first stands for both.
    """
    first: dict[Path, str] = {}
    for name, database in databases.items():
        if database is not None and database not in first:
            first[database] = name
            path = str(database).replace("'", "''")
            con.execute(f"attach '{path}' as {name} (read_only)")
    yield {name: first[path] if path else None for name, path in databases.items()}
    for name in first.values():
        con.execute(f"detach {name}")


def store_curves(con: duckdb.DuckDBPyConnection, fitted: FittedModel) -> None:
    """Write link.calibration, and the function link.calibrated that reads it."""
    con.register("curves", fitted.curves())
    con.execute("create or replace table link.calibration as from curves")
    con.unregister("curves")
    con.execute(sql.read("link/calibrated"))


def _persons(con: duckdb.DuckDBPyConnection, links: Links, has_previous: bool) -> None:
    """Write link.record_person."""
    rows = con.sql(
        """
        select p.record_id, p."table", coalesce(x.anchor_id, p.record_id) as entity_id,
               x.name_similarity, x.date_equal
        from core.person p left join linkage.exact x using (record_id)
        """
    ).pl()
    # An entity's link is the surest join that has it on one side; an asset is silent on its owner.
    mutual = links.used.filter(pl.col("reason") != "asset_address")
    joins = (
        pl.concat(
            [
                links.used.select("probability", "reason", entity_id="left"),
                mutual.select("probability", "reason", entity_id="right"),
            ]
        )
        .sort("entity_id", "probability", "reason", descending=[False, True, False])
        .unique("entity_id", keep="first", maintain_order=True)
    )
    exact = (
        pl.when((pl.col("name_similarity") >= 0.9) & pl.col("date_equal"))
        .then(EXACT_SURE)
        .otherwise(EXACT_LIKELY)
    )
    several = pl.len().over("entity_id") > 1
    linked = (
        rows.join(links.clusters, on="entity_id")
        .join(joins, on="entity_id", how="left")
        .with_columns(
            # Dukcapil's row is what the others are linked to: it is this person by definition.
            by_spine=pl.col("table") == "dukcapil",
            exact=pl.when(several).then(exact).otherwise(1.0),
        )
        .with_columns(
            # A row that the exact pass put beside it is as sure as that, whoever joined them later.
            pl.when(~pl.col("by_spine") & pl.col("by_spine").any().over("entity_id"))
            .then(None)
            .otherwise(pl.col("reason", "probability"))
            .name.keep()
        )
        .with_columns(
            match_reason=pl.when(pl.col("by_spine") & ~several & pl.col("reason").is_null())
            .then(pl.lit("single"))
            .when(several & ((pl.col("reason").is_null()) | pl.col("by_spine")))
            .then(pl.lit("nik"))
            .when(pl.col("reason").is_not_null())
            .then("reason")
            .otherwise(pl.lit("single")),
            probability=pl.when("by_spine")
            .then(1.0)
            .otherwise(pl.col("exact") * pl.col("probability").fill_null(1.0)),
        )
    )
    con.register("cluster_frame", linked.select("record_id", cluster="cluster_id"))
    con.execute("create or replace temp table person_cluster as from cluster_frame")
    con.unregister("cluster_frame")
    votes = _votes(con, "link/person_vote", has_previous)
    taken = _taken(
        con, "select distinct person_id as old_id from previous.link.record_person", has_previous
    )
    keys = (
        linked.sort("cluster_id", pl.col("table") != "dukcapil", "record_id")
        .unique("cluster_id", keep="first", maintain_order=True)
        .select(cluster="cluster_id", key="record_id")
    )
    ids = assign(con, votes, keys, taken, "p").rename({"cluster": "cluster_id", "id": "person_id"})
    people = linked.join(ids, on="cluster_id").select(
        "record_id", "person_id", "match_reason", "probability", "entity_id"
    )
    con.register("people", people)
    con.execute(sql.read("link/record_person"))
    con.unregister("people")


def _candidates(
    con: duckdb.DuckDBPyConnection, links: Links, decided: pl.DataFrame, review: float
) -> None:
    """Write link.candidate: near pairs that were not joined, decided ones left out."""
    near = links.pairs.filter(pl.col("probability") >= CANDIDATE_FLOOR).select(
        record_l="left", record_r="right", probability="probability"
    )
    con.register("candidate_pair", near.join(decided, on=["record_l", "record_r"], how="anti"))
    con.execute(sql.read("link/candidate"), {"review": review})
    con.unregister("candidate_pair")


def _evaluation_pairs(
    con: duckdb.DuckDBPyConnection,
    links: Links,
    decided: pl.DataFrame,
    opinions: pl.DataFrame,
    config: Config,
) -> None:
    """Write link.evaluation_pair: pairs that still need somebody's opinion."""
    judged = opinions.filter(pl.col("people") >= evaluation.REVIEWERS)
    answered = pl.concat(
        [frame.select("record_l", "record_r") for frame in (decided, judged)]
    ).unique()
    joined = links.used.select(
        pl.min_horizontal("left", "right"), pl.max_horizontal("left", "right").alias("right")
    )
    evaluation.draw(
        con,
        links.used,
        links.pairs.join(joined, on=["left", "right"], how="anti"),
        answered,
        automatic=config.link.automatic,
        review=config.link.review,
        at_most=config.link.evaluation_pairs,
    )


def _households(
    con: duckdb.DuckDBPyConnection, period: str, decisions: pl.DataFrame, has_previous: bool
) -> None:
    """Make the temp table household_group: person_id, group_key, kk, kk_basis, household_id."""
    people = households.current_kk(con, last_day(period), decisions)
    grouped = people.join(households.group(people), on="person_id").select(
        "person_id", "group_key", "kk", "kk_basis"
    )
    con.register("group_frame", grouped)
    con.execute("create or replace temp table household_group as from group_frame")
    con.unregister("group_frame")
    votes = _votes(con, "link/household_vote", has_previous)
    taken = _taken(
        con,
        "select distinct household_id as old_id from previous.link.person_household",
        has_previous,
    )
    keys = grouped.group_by(cluster="group_key").agg(key=pl.col("person_id").min())
    ids = assign(con, votes, keys, taken, "h")
    con.register("household_ids", ids.rename({"cluster": "group_key", "id": "household_id"}))
    con.execute(
        "create or replace temp table household_group as "
        "select g.*, i.household_id from household_group g join household_ids i using (group_key)"
    )
    con.unregister("household_ids")


def _votes(con: duckdb.DuckDBPyConnection, name: str, has_previous: bool) -> pl.DataFrame:
    if has_previous:
        votes: pl.DataFrame = con.sql(sql.read(name)).pl()
        return votes
    return pl.DataFrame(schema={"cluster": pl.String, "old_id": pl.String, "weight": pl.Float64})


def _taken(con: duckdb.DuckDBPyConnection, query: str, has_previous: bool) -> pl.DataFrame:
    if has_previous:
        taken: pl.DataFrame = con.sql(query).pl()
        return taken
    return pl.DataFrame(schema={"old_id": pl.String})

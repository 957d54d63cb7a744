"""m-probabilities, measured on rows and pairs whose truth is known.

The exact pass runs first, as in a real run, so the shares describe the pairs the model will really
be asked about.
"""

from __future__ import annotations

import duckdb
import polars as pl

import sql
from pipelines.resolve import model, score

Shares = dict[str, dict[str, float]]
"""A number by comparison and level."""

TAIL = 0.02  # share of belief kept for noise the labels never showed, spread over all levels
M_FLOOR = 2.0  # pseudo-count: levels the labels never showed stay possible
PRIOR_PAIRS = 500.0  # an office's pairs count beside this many of the model they start from


def measure(con: duckdb.DuckDBPyConnection, labels: pl.DataFrame, year: int) -> Shares:
    """m-probabilities from `core.person` and `labels` (record_id, true_person).

    `year`: the period's, by which the century of a date inside a NIK is told.
    """
    with score.work_tables(con):
        con.execute(sql.read("link/exact"))
        score.prepare(con, year)
        con.register("labels", labels)
        con.execute(
            f"""
            create or replace temp table labelled_pair as
            with label as (
                select coalesce(x.anchor_id, p.record_id) as entity_id, mode(y.true_person) as truth
                from core.person p
                left join linkage.exact x using (record_id)
                join labels y on y.record_id = p.record_id
                group by 1
            ),
            node as (select n.*, label.truth from linkage.node n join label using (entity_id))
            select {score.pair_columns("personal")} from node l join node r
                on l.truth = r.truth and l.entity_id < r.entity_id and l.personal + r.personal > 0
            """
        )
        con.unregister("labels")
        con.execute(
            "create or replace temp view people_pair as "
            "from labelled_pair where personal_l = 1 and personal_r = 1"
        )
        # Asset rows outnumber the hard pairs of people and give clean names; they may only speak
        # of what people rarely give: where the electricity meter stands.
        people = model.level_shares(con, "people_pair", M_FLOOR)
        everyone = model.level_shares(con, "labelled_pair", M_FLOOR)
        con.execute("drop view people_pair; drop table labelled_pair")
    return {**people, model.PLACE.name: everyone[model.PLACE.name]}


def count_pairs(con: duckdb.DuckDBPyConnection, pairs: pl.DataFrame, year: int) -> Shares:
    """How often each level holds among `pairs` (record_l, record_r), rows of core.person.

    Pairs that the exact pass makes one need no model and are left out.
    """
    with score.work_tables(con):
        con.execute(sql.read("link/exact"))
        score.prepare(con, year)
        con.register("pairs", pairs)
        con.execute(
            f"""
            create or replace temp table reviewed_pair as
            with entity as (
                select distinct coalesce(xl.anchor_id, p.record_l) as one,
                    coalesce(xr.anchor_id, p.record_r) as other
                from pairs p
                left join linkage.exact xl on xl.record_id = p.record_l
                left join linkage.exact xr on xr.record_id = p.record_r
            )
            select {score.pair_columns("personal")}
            from entity
            join linkage.node l on l.entity_id = entity.one
            join linkage.node r on r.entity_id = entity.other
            where entity.one <> entity.other
            """
        )
        con.unregister("pairs")
        counts = model.level_counts(con, "reviewed_pair")
        con.execute("drop table reviewed_pair")
    return counts


def pooled(measured: list[tuple[int, Shares]]) -> Shares:
    """Mean of several measurements, weighted by their first element."""
    total = sum(weight for weight, _ in measured)
    return {
        comparison.name: {
            level.name: round(
                (1 - TAIL) * sum(w * m[comparison.name][level.name] for w, m in measured) / total
                + TAIL / sum(not lv.is_null for lv in comparison.levels),
                6,
            )
            for level in comparison.levels
            if not level.is_null
        }
        for comparison in model.COMPARISONS
    }


def blended(prior: Shares, counts: Shares) -> Shares:
    """m-probabilities of `prior` after seeing `counts` of pairs that are one person.

    The prior counts as PRIOR_PAIRS pairs, so that a handful of labels, chosen for being hard at
    that, does not overturn it.
    """
    return {
        name: {
            level: round(
                (PRIOR_PAIRS * share + counts[name][level])
                / (PRIOR_PAIRS + sum(counts[name].values())),
                6,
            )
            for level, share in levels.items()
        }
        for name, levels in prior.items()
    }

"""m-probabilities from rows that nobody has said who is who of.

Expectation maximisation round a starting model: score the pairs, let the candidates of one entity
compete as they do in a run, count how often each level holds among the pairs, each weighed by the
probability that both are one person, and begin again. Labels are better; this is for data that the
committed model was not made for and that nobody has reviewed yet. A run never trains: what comes
out of here is a model like any other, to be compared and adopted.

u-probabilities stay as measured on random pairs, so that the many unlike people cannot drag m
along, and the starting model keeps a few pairs' worth of belief, so that a level that these data
never show does not become impossible.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import duckdb
import polars as pl

from pipelines.office.ledger import DECISION
from pipelines.resolve.blocks import leave_out_common_keys
from pipelines.resolve.chance import weights_of
from pipelines.resolve.compare import compare, prepare
from pipelines.resolve.compete import PAIR, compete, lookalikes
from pipelines.resolve.decisions import store_decisions
from pipelines.resolve.entities import make_entities
from pipelines.resolve.fitted import FittedModel
from pipelines.resolve.model import COMPARISONS
from pipelines.resolve.weights import Shares, Weights
from pipelines.resolve.work import work_tables

FLOOR: Final = 1e-8  # the starting model may be far from these data
ROUNDS: Final = 25
SETTLED: Final = 1e-3  # largest change of a share in a round at which it ends
PULL: Final = 20.0  # pairs' worth of belief in the starting model
LEAST: Final = 1e-4  # no level is impossible


def learn(con: duckdb.DuckDBPyConnection, start: FittedModel, year: int) -> Shares:
    """m-probabilities by comparison and level that `core.person` speaks for.

    `start`: the model to begin with; `year`: the period's, by which the century of a date inside a
    NIK is known.
    """
    with work_tables(con):
        store_decisions(con, pl.DataFrame(schema=DECISION))
        make_entities(con, date(year, 12, 31))
        leave_out_common_keys(con)
        return _fit(con, weights_of(con, start.m))


def _fit(con: duckdb.DuckDBPyConnection, weights: Weights) -> Shares:
    prepare(con)
    start, prior = weights.m, weights.prior
    pairs = _with_levels(con, compare(con, weights, floor=FLOOR))
    possible = _possible_pairs(con)
    fitted, share = start, prior
    for _ in range(ROUNDS):
        rescored = _rescored(pairs, start, fitted).with_columns(pl.col("odds") * (share / prior))
        likely = compete(rescored)
        share = max(float(likely["probability"].sum()), 1.0) / possible
        before, fitted = fitted, _shares(pairs.join(likely, on=PAIR), start)
        if _moved(before, fitted) < SETTLED:
            break
    return fitted


def _possible_pairs(con: duckdb.DuckDBPyConnection) -> int:
    """Pairs of people that could be one: all but those of two Dukcapil people."""
    ((people, spine),) = con.execute(
        "select count(*), coalesce(sum(spine), 0)::bigint from linkage.node where personal = 1"
    ).fetchall()
    return max(int(people * (people - 1) - spine * (spine - 1)) // 2, 1)


def _with_levels(con: duckdb.DuckDBPyConnection, odds: pl.DataFrame) -> pl.DataFrame:
    """The weighed pairs of people with the name of each comparison's level; lookalikes left out."""
    reached = con.sql(
        'select least(entity_id_l, entity_id_r) as "left", '
        'greatest(entity_id_l, entity_id_r) as "right", '
        f"{', '.join(f'w.{c.name}' for c in COMPARISONS)} from linkage.weighed w "
        "join linkage.node l on l.entity_id = w.entity_id_l "
        "join linkage.node r on r.entity_id = w.entity_id_r where l.personal + r.personal = 2"
    ).pl()
    return (
        odds.join(reached, on=PAIR, maintain_order="left")
        .join(lookalikes(con, FLOOR), on=PAIR, how="anti", maintain_order="left")
        .with_columns(
            pl.col(c.name).replace_strict(
                list(range(len(c.levels))), [level.name for level in c.levels]
            )
            for c in COMPARISONS
        )
    )


def _rescored(pairs: pl.DataFrame, start: Shares, fitted: Shares) -> pl.DataFrame:
    """The pairs without levels, with their odds under other m-probabilities."""
    change = [
        pl.col(name).replace_strict(
            {level: fitted[name][level] / share for level, share in levels.items()},
            default=1.0,  # a null level says nothing
            return_dtype=pl.Float64,
        )
        for name, levels in start.items()
    ]
    return pairs.select(
        "left", "right", "candidate_of", "absent", odds=pl.fold(pl.col("odds"), _times, change)
    )


def _times(product: pl.Series, factor: pl.Series) -> pl.Series:
    return product * factor


def _shares(pairs: pl.DataFrame, start: Shares) -> Shares:
    """Share of each level among the pairs, weighed by `probability` and pulled towards `start`."""
    fitted: Shares = {}
    for name, levels in start.items():
        found = dict(pairs.group_by(name).agg(pl.col("probability").sum()).iter_rows())
        weight = {level: found.get(level, 0.0) + PULL * m for level, m in levels.items()}
        total = sum(weight.values())
        fitted[name] = {level: max(w / total, LEAST) for level, w in weight.items()}
    return fitted


def _moved(before: Shares, after: Shares) -> float:
    """Largest change of any share."""
    return max(
        abs(share - before[name][level])
        for name, levels in after.items()
        for level, share in levels.items()
    )

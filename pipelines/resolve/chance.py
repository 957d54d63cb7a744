"""How often levels hold among pairs: by chance (u), and how likely any two rows are one person.

u-probabilities depend on the size and make-up of the regency and are measured on the office's own
data in every run, by a fixed, order-independent sample.
"""

from __future__ import annotations

import duckdb
import polars as pl

from pipelines.resolve import thresholds
from pipelines.resolve.model import COMPARISONS, levels
from pipelines.resolve.weights import Shares, Weights
from pipelines.resolve.work import make


def weights_of(con: duckdb.DuckDBPyConnection, m: Shares) -> Weights:
    """This month's weights: `m` with u and prior measured on linkage.node.

    About one match for each entity: a pair is one person with a chance of 1 in so many.
    """
    ((people, spine),) = con.execute(
        "select count(*) filter (personal = 1), count(*) filter (spine = 1) from linkage.entity"
    ).fetchall()
    prior = 1.0 / max(spine, people // 2, 2)
    # More than half a turn would meet the same pairs again.
    shifts = min(max(1, thresholds.SAMPLE_PAIRS // max(people, 1)), max((people - 1) // 2, 1))
    make(con, "chance_pair", shifts=shifts, people=max(people, 1))
    drawn = combinations(con, "linkage.chance_pair")
    return Weights(m, unmatched_shares(drawn, thresholds.U_FLOOR, m, prior), prior)


def combinations(con: duckdb.DuckDBPyConnection, pairs: str) -> pl.DataFrame:
    """The combinations of levels that `pairs` (entity_id_l, entity_id_r) reach.

    Columns: a level's number by comparison, and `pairs`: how many pairs have them all.
    """
    names = ", ".join(c.name for c in COMPARISONS)
    combined: pl.DataFrame = con.sql(
        f"select {names}, count(*)::double as pairs from ({levels(pairs)}) "
        "group by all order by all"
    ).pl()
    return combined


def unmatched_shares(combined: pl.DataFrame, floor: float, m: Shares, prior: float) -> Shares:
    """`shares` of pairs drawn at random, without those that are one person.

    One in `1 / prior` random pairs is one person; left in, they alone would make rare levels look
    thousands of times more common among strangers. Each pair counts by the probability that it is
    two people, as the model itself (`m`, `prior`) sees it.
    """
    found = shares(counts(combined), floor)
    for _ in range(3):  # it settles in two
        odds = pl.lit(prior / (1 - prior))
        for comparison in COMPARISONS:
            live = {
                i: m[comparison.name][level.name] / found[comparison.name][level.name]
                for i, level in enumerate(comparison.levels)
                if not level.is_null
            }
            odds *= pl.col(comparison.name).replace_strict(
                live, default=1.0, return_dtype=pl.Float64
            )
        found = shares(counts(combined.with_columns(pl.col("pairs") / (1 + odds))), floor)
    return found


def counts(combined: pl.DataFrame) -> Shares:
    """How many of the pairs each level holds for, null levels left out."""
    counted: Shares = {}
    for comparison in COMPARISONS:
        pairs = dict(combined.group_by(comparison.name).agg(pl.col("pairs").sum()).iter_rows())
        live = [(i, level) for i, level in enumerate(comparison.levels) if not level.is_null]
        counted[comparison.name] = {level.name: pairs.get(i, 0) for i, level in live}
    return counted


def shares(counted: Shares, floor: float) -> Shares:
    """Share of each level of a comparison.

    `floor` is added to every level's count, so that no level is impossible.
    """
    found: Shares = {}
    for name, by_level in counted.items():
        raised = {level: n + floor for level, n in by_level.items()}
        total = sum(raised.values())
        found[name] = {level: n / total for level, n in raised.items()}
    return found

"""From odds to probabilities: candidates of one entity compete, and lookalikes take no part.

Dukcapil lists each person once, so at most one of an entity's Dukcapil candidates is right: their
odds share one unit of belief with "none of them". That is what keeps same-name neighbours apart
and makes the probability of a link mean what it says.
"""

from __future__ import annotations

import duckdb
import polars as pl

from pipelines.resolve.rivals import without_detours
from pipelines.resolve.thresholds import KEEP, LOOKALIKE
from pipelines.resolve.weights import bits_of
from pipelines.resolve.work import rows

PAIR = ["left", "right"]


def lookalikes(con: duckdb.DuckDBPyConnection, floor: float = KEEP) -> pl.DataFrame:
    """left, right of the weighed pairs above `floor` that are two people nearly always."""
    apart: pl.DataFrame = rows(con, "apart", least_weight=bits_of(floor)).pl()
    return apart


def compete(pairs: pl.DataFrame) -> pl.DataFrame:
    """Turn odds into probabilities; Dukcapil candidates of one entity compete.

    `pairs`: left, right, odds, candidate_of, absent, as `compare` gives them. Returns left, right,
    probability, with_spine.
    """
    with_spine = pl.col("candidate_of").is_not_null()
    rivals = pl.when(with_spine).then(pl.col("odds").sum().over("candidate_of")).otherwise("odds")
    return pairs.select(
        "left",
        "right",
        probability=pl.col("odds") / (pl.col("absent") + rivals),
        with_spine=with_spine,
    )


def judged(odds: pl.DataFrame, apart: pl.DataFrame) -> pl.DataFrame:
    """Probabilities of all pairs: left, right, probability, with_spine.

    `apart` (left, right): twins and people with a relative's NIK. They are kept apart unless people
    join them: they take no part in the competition and are never likelier than `LOOKALIKE`.
    """
    open_pairs = compete(odds.join(apart, on=PAIR, how="anti", maintain_order="left"))
    capped = compete(odds.join(apart, on=PAIR, how="semi", maintain_order="left"))
    limited = capped.with_columns(pl.col("probability").clip(upper_bound=LOOKALIKE))
    return without_detours(pl.concat([open_pairs, limited]))

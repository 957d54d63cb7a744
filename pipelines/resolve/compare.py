"""Find pairs of entities and weigh them."""

from __future__ import annotations

import duckdb
import polars as pl

from pipelines.resolve import thresholds
from pipelines.resolve.engine import Engine, in_duckdb
from pipelines.resolve.model import COMPARED, OPENED, levels
from pipelines.resolve.weights import Weights, bits_of
from pipelines.resolve.work import add, make, rows


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Make what pairs are weighed by: how common names are, and who may be nobody in Dukcapil.

    Makes linkage.name_share and linkage.absence from linkage.node.
    """
    make(con, "name_share")
    make(con, "absence")


def compare(
    con: duckdb.DuckDBPyConnection,
    weights: Weights,
    round_: int = 1,
    engine: Engine = in_duckdb,
    floor: float = thresholds.KEEP,
) -> pl.DataFrame:
    """Pairs above the match probability `floor`: left, right, odds, candidate_of, absent.

    `left`, `right`: entity ids, the smaller one left. `candidate_of`: the entity that a Dukcapil
    person is a candidate of, null without one; `absent`: odds that it is none of them. In the
    second round only pairs with an entity that was opened count. Adds the pairs of the round, with
    levels and weight, to linkage.weighed; lighter ones too, so that they can be explained.
    """
    condition = COMPARED if round_ == 1 else f"{COMPARED} and {OPENED}"
    least = bits_of(floor) - thresholds.EXPLAINED_BITS
    kept = floor * 2.0 ** -(thresholds.EXPLAINED_BITS + thresholds.SLACK)
    with engine(con, weights, condition, kept, f"round_{round_}") as found:
        con.execute(f"create or replace temp view pair_level as {levels(found)}")
        write = make if round_ == 1 else add
        write(con, "weighed", round=round_, least_kept=least, **weights.bound())
        con.execute("drop view pair_level")
    return _odds(rows(con, "likely", round=round_, least_weight=bits_of(floor)).pl())


def _odds(pairs: pl.DataFrame) -> pl.DataFrame:
    return pairs.select(
        left=pl.min_horizontal("entity_id_l", "entity_id_r"),
        right=pl.max_horizontal("entity_id_l", "entity_id_r"),
        odds=(pl.lit(2.0) ** pl.col("weight").clip(-60, 60))
        * pl.when("same_list").then(thresholds.TWICE_IN_A_LIST).otherwise(1.0),
        candidate_of=pl.when("to_spine").then("entity_id_l"),
        absent=pl.when("to_spine").then("absent").otherwise(1.0),
    ).sort("left", "right")

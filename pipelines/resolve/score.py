"""Find, compare and weigh pairs of entities, and let candidates of one entity compete.

Dukcapil lists each person once, so at most one of an entity's Dukcapil candidates is right: their
odds share one unit of belief with "none of them". That is what keeps same-name neighbours apart
and makes the probability of a link mean what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import log2

import duckdb
import polars as pl

import sql
from pipelines.resolve import blocks, model
from pipelines.resolve.engine import Engine, in_duckdb
from pipelines.resolve.model import COMPARED, FRESH, OPENED
from pipelines.resolve.recall import MARGIN, SLACK, Recall, bring_back, mark_fresh
from pipelines.resolve.weights import weighing

RARE_NAME = 5  # a name this few entities bear may be looked for in the whole regency
SAMPLE_PAIRS = 150_000  # random pairs for u
TWICE_IN_A_LIST = 0.02  # a list that names each person once seldom breaks that
KEEP = 1e-4  # pairs less likely than this before competition are forgotten
ABSENT_FLOOR = 0.05  # nobody is certain to be in Dukcapil
U_FLOOR = 0.3  # pseudo-count: a level unseen in the sample is rare, not impossible


@contextmanager
def work_tables(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """A database `linkage` for work tables while linking: in memory, spilling like any other.

    Work tables in the month's own file would be compressed and written, only to be dropped.
    """
    con.execute("attach ':memory:' as linkage")
    try:
        yield
    finally:
        con.execute("detach linkage")


def prepare(con: duckdb.DuckDBPyConnection, year: int) -> None:
    """Make linkage.entity from linkage.exact, and linkage.node: with the keys that blocking needs.

    `year`: the period's, by which the century of a date inside a NIK is told.
    """
    con.execute(sql.read("link/entity"), {"year": year})
    con.execute(
        f"create or replace table linkage.node as select *, {blocks.key_columns()} "
        f"from ({sql.read('link/node')})",
        {"rare": RARE_NAME, "family": blocks.KK_LIMIT},
    )


def chance_shares(
    con: duckdb.DuckDBPyConnection, m: dict[str, dict[str, float]], prior: float
) -> dict[str, dict[str, float]]:
    """u-probabilities on the office's own data: each personal entity meets the next k others.

    Entities are ordered by a hash of their id, so the sample does not depend on row order.
    """
    con.execute(
        f"create or replace temp table shuffled as select {', '.join(model.COMPARED_COLUMNS)}, "
        "row_number() over (order by hash(entity_id), entity_id) - 1 as place "
        "from linkage.node where personal = 1"
    )
    total = int(con.execute("select count(*) from shuffled").fetchall()[0][0])
    # More than half a turn would meet the same pairs again.
    shifts = min(max(1, SAMPLE_PAIRS // max(total, 1)), max((total - 1) // 2, 1))
    con.execute(
        f"create or replace temp view chance_pair as select {pair_columns()} "
        f"from shuffled l, (select unnest(range(1, {shifts + 1})) as shift) s, shuffled r "
        f"where r.place = (l.place + s.shift) % {max(total, 1)}"
    )
    shares = model.unmatched_shares(con, "chance_pair", U_FLOOR, m, prior)
    con.execute("drop view chance_pair; drop table shuffled")
    return shares


def pair_columns(*others: str) -> str:
    """Select list of what comparisons read, and of `others`, twice: `<column>_l`, `<column>_r`."""
    columns = [*model.COMPARED_COLUMNS, *others]
    return ", ".join(f'l."{c}" as "{c}_l", r."{c}" as "{c}_r"' for c in columns)


def score(
    con: duckdb.DuckDBPyConnection,
    known: Recall,
    round_: int = 1,
    engine: Engine = in_duckdb,
    floor: float = KEEP,
) -> pl.DataFrame:
    """Pairs above the match probability `floor`: left, right, odds, candidate_of, absent.

    `left`, `right`: entity ids, the smaller one left. `candidate_of`: the entity that a Dukcapil
    person is a candidate of, null without one; `absent`: odds that it is none of them.
    Only pairs with an entity that is not `known` are compared; the others come from the earlier
    month. In the second round only those with an entity that was opened count. Adds the pairs of
    the round with their weight to linkage.weighed.
    """
    if mark_fresh(con, known, round_):
        _compare(con, known, round_, _conditions(known, round_), engine, floor)
    bring_back(con, known, round_)
    query, values = weighing(known.now, "(from linkage.compared where round = $round)")
    con.execute(f"insert into linkage.weighed by name {query}", {**values, "round": round_})
    frame: pl.DataFrame = con.sql(
        "select entity_id_l, entity_id_r, weight, same_list, to_spine, absent "
        "from linkage.weighed join linkage.absence on entity_id = entity_id_l "
        "where round = $round and weight >= $floor",
        params={"round": round_, "floor": log2(floor / (1 - floor))},
    ).pl()
    return frame.select(
        left=pl.min_horizontal("entity_id_l", "entity_id_r"),
        right=pl.max_horizontal("entity_id_l", "entity_id_r"),
        odds=(pl.lit(2.0) ** pl.col("weight").clip(-60, 60))
        * pl.when("same_list").then(TWICE_IN_A_LIST).otherwise(1.0),
        candidate_of=pl.when("to_spine").then("entity_id_l"),
        absent=pl.when("to_spine").then("absent").otherwise(1.0),
    ).sort("left", "right")


def _conditions(known: Recall, round_: int) -> list[str]:
    """SQL over `l` and `r`: which pairs are to be found."""
    if round_ == 2:
        opened = f"{COMPARED} and {OPENED}"  # so few that a second pass would cost more
        return [f"{opened} and ({' or '.join(FRESH)})" if known.knows else opened]
    if known.knows:
        return [f"{COMPARED} and {side}" for side in FRESH]
    return [COMPARED]


def _compare(
    con: duckdb.DuckDBPyConnection,
    known: Recall,
    round_: int,
    conditions: list[str],
    engine: Engine,
    floor: float,
) -> None:
    """Add the pairs that the engine finds under `conditions` to linkage.compared, with levels.

    Pairs are kept down to `MARGIN` bits below the floor, by the weights they are kept by.
    """
    cases = ", ".join(f"{model.level_case(c)} as {c.name}" for c in model.COMPARISONS)
    cut = log2(floor / (1 - floor)) - MARGIN
    least = floor * 2.0 ** -(MARGIN + SLACK)
    with engine(con, known.kept, conditions, least, f"round_{round_}") as found:
        pair = (
            f"select {pair_columns('entity_id')} from {found} p "
            "join linkage.node l on l.node_id = p.node_id_l "
            "join linkage.node r on r.node_id = p.node_id_r"
        )
        levels = f"(select entity_id_l, entity_id_r, {cases} from ({pair}))"
        query, values = weighing(known.kept, levels, "kept_share")
        con.execute(
            "insert into linkage.compared by name "
            "select $round as round, * exclude (weight, same_list, to_spine), false as remembered "
            f"from ({query}) where weight >= $cut",
            {**values, "round": round_, "cut": cut},
        )


def absence(con: duckdb.DuckDBPyConnection) -> None:
    """Make linkage.absence: entity_id, personal, absent (odds that it is nobody in Dukcapil).

    Owners on asset rows are absent as often as those of the same table whose NIK is good and
    unknown to Dukcapil. Rows about people that the exact pass left over are another matter: people
    without papers gather there, so they get even odds.
    """
    con.execute(sql.read("link/absence"), {"floor": ABSENT_FLOOR})


def compete(pairs: pl.DataFrame) -> pl.DataFrame:
    """Turn odds into probabilities; Dukcapil candidates of one entity compete.

    `pairs`: left, right, odds, candidate_of, absent, as `score` gives them. Returns left, right,
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


def lookalikes(con: duckdb.DuckDBPyConnection, scored: pl.DataFrame) -> pl.DataFrame:
    """left, right of the pairs in `scored` that score high and are two people nearly always."""
    con.execute(sql.read("link/shortened"))
    con.register("scored", scored)
    frame: pl.DataFrame = con.sql(sql.read("link/apart")).pl()
    con.unregister("scored")
    return frame

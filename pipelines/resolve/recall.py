"""What an earlier month compared, so that only what changed is compared again.

Whether a pair is looked at, and the level of each comparison, follow from the two entities' own
columns in `linkage.node` alone: everything that depends on others (a key too common to look under,
the KKs of a family, a rare name) is itself a column. So a pair of two entities whose columns are
the same as in an earlier publication has the levels it had then. Only weights are this month's.

An earlier publication holds its pairs down to a floor `MARGIN` bits below the one that counts. A
pair below that floor is forgotten; how far weights have moved since decides whether one of those
might count now (`heaviest_forgotten`). If so, everything is compared again. The floor stays that of
the last full comparison, however many months build on it.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from importlib.metadata import version
from math import log2
from typing import Any, Final

import duckdb
import polars as pl

import sql
from pipelines.resolve import blocks, model
from pipelines.resolve.model import COMPARISONS, Comparison, Level
from pipelines.resolve.weights import Weights, by_name_levels, weighing
from schemas.base import dtypes
from schemas.link import Compared, ComparedNode, NameShare, Weight

log = logging.getLogger("padan.resolve")

MARGIN: Final = 8  # bits below the floor down to which pairs are kept for later months
SLACK: Final = 1e-6  # bits; sums in another order differ by less
NOT_COMPARED: Final = (
    "entity_id", "node_id", "rows", "lists", "name_std", "fresh", "state", "opened_state",
)  # fmt: skip
"""Columns of linkage.node that neither blocking nor comparisons read (tests make sure)."""
TABLES: Final = ("compared", "compared_node", "weight", "name_share", "comparing")


@dataclass(frozen=True)
class Recall:
    """This month's weights, those that pairs are kept by, and why nothing is known, if so.

    `reason_full`: nothing_known, other_program, weights_moved; None when an earlier month's pairs
    stand in for those of unchanged entities.
    """

    now: Weights
    kept: Weights
    reason_full: str | None

    @property
    def knows(self) -> bool:
        """Whether an earlier month's pairs are used."""
        return self.reason_full is None


def recall(
    con: duckdb.DuckDBPyConnection, now: Weights, floor: float, source: str | None = None
) -> Recall:
    """Decide what is known; makes linkage.name_share, linkage.compared and linkage.weighed.

    `source`: name of an attached publication. `floor`: the match probability below which a pair
    does not count. Reads linkage.node.
    """
    con.execute("create or replace temp table known_share (part text, value text, share double)")
    reason, kept = _known(con, source)
    if kept is not None:
        con.execute(
            f"insert into known_share select part, value, kept_share from {source}.link.name_share"
        )
    _name_shares(con)
    if kept is not None and heaviest_forgotten(con, kept, now, floor) >= log2(floor / (1 - floor)):
        reason, kept = "weights_moved", None
        con.execute("delete from known_share")
        _name_shares(con)
    con.execute("drop table known_share")
    _remember_states(con)
    con.execute(sql.read("link/compared"))
    query, values = weighing(now)
    con.execute(f"create or replace table linkage.weighed as {query} limit 0", values)
    # Views of the work tables' own database, so that they go with it.
    nothing = (
        "(select entity_id, state, opened_state from linkage.node limit 0)",
        "(select * exclude (remembered), 0.0 as weight from linkage.compared limit 0)",
    )
    nodes, pairs = (
        nothing if kept is None else (f"{source}.link.compared_node", f"{source}.link.compared")
    )
    con.execute(f"create or replace view linkage.known_node as from {nodes}")
    con.execute(f"create or replace view linkage.known_pair as from {pairs}")
    return Recall(now, kept or now, reason)


def _known(con: duckdb.DuckDBPyConnection, source: str | None) -> tuple[str | None, Weights | None]:
    """Why nothing of `source` can be used, or the weights by which its pairs were kept."""
    if source is None:
        return "nothing_known", None
    found = con.execute(
        "select count(*) from duckdb_tables() where database_name = ? and schema_name = 'link' "
        "and list_contains(?, table_name)",
        [source, list(TABLES)],
    ).fetchall()
    if found[0][0] != len(TABLES):
        return "other_program", None
    ((known_by,),) = con.execute(f"select signature from {source}.link.comparing").fetchall()
    if known_by != signature(con):
        return "other_program", None
    rows = con.sql(f"from {source}.link.weight where basis = 'kept'").pl()
    return None, Weights.read(rows)


def signature(con: duckdb.DuckDBPyConnection) -> str:
    """Hash of how pairs are found, compared and kept, versions of DuckDB and Splink included."""
    read = [version("duckdb"), version("splink"), _compared_columns(con), MARGIN]
    kept = [list(dtypes(table)) for table in (Compared, ComparedNode, Weight, NameShare)]
    rules: list[Any] = [blocks.splink_rules([model.COMPARED, model.OPENED])]
    levels = [[c.name, level.name, level.sql] for c in COMPARISONS for level in c.levels]
    return hashlib.sha256(json.dumps([read, kept, rules, levels]).encode()).hexdigest()[:16]


def _compared_columns(con: duckdb.DuckDBPyConnection) -> list[str]:
    columns = [row[0] for row in con.execute("describe linkage.node").fetchall()]
    return sorted(set(columns).difference(NOT_COMPARED))


def _remember_states(con: duckdb.DuckDBPyConnection, column: str = "state") -> None:
    columns = ", ".join(f'"{name}"' for name in _compared_columns(con))
    where = "" if column == "state" else "where opened = 1"
    con.execute(f"update linkage.node set {column} = hash({columns}) {where}")


def mark_fresh(con: duckdb.DuckDBPyConnection, known: Recall, round_: int) -> int:
    """Set linkage.node.fresh of entities that must be compared in this round; how many they are.

    In the second round an entity is as it was opened, if it was.
    """
    if round_ == 2:
        _remember_states(con, "opened_state")
    con.execute("update linkage.node set fresh = 1")
    if known.knows:
        con.execute(sql.read("link/unchanged"), {"round": round_})
    ((fresh,),) = con.execute("select count(*) from linkage.node where fresh = 1").fetchall()
    return int(fresh)


def bring_back(con: duckdb.DuckDBPyConnection, known: Recall, round_: int) -> None:
    """Add the known pairs of two unchanged entities to linkage.compared."""
    if known.knows:
        con.execute(sql.read("link/brought_back"), {"round": round_})


def heaviest_forgotten(
    con: duckdb.DuckDBPyConnection, kept: Weights, now: Weights, floor: float
) -> float:
    """Upper bound in bits of what a pair may weigh now that was too light to be kept.

    Goes through all combinations of levels: those of the other comparisons are sorted by what they
    weighed, with the heaviest of today's weights up to each; every level of the comparison of names
    (and every name that has a frequency) is put to the heaviest that was still forgotten.
    """
    cut = log2(floor / (1 - floor)) - MARGIN
    named = {comparison.name for comparison, _, _ in by_name_levels()}
    (names,) = [c for c in COMPARISONS if c.name in named]
    rest = pl.DataFrame({"was": [kept.prior_bits], "is": [now.prior_bits]})
    for comparison in COMPARISONS:
        if comparison is not names:
            levels = pl.DataFrame({"w": kept.bits(comparison), "i": now.bits(comparison)}).unique()
            rest = rest.join(levels, how="cross").select(
                was=pl.col("was") + pl.col("w"), **{"is": pl.col("is") + pl.col("i")}
            )
    rest = rest.sort("was").with_columns(pl.col("is").cum_max())
    named_levels = pl.concat(
        [
            pl.DataFrame({"w": kept.bits(names), "i": now.bits(names)}),
            *(_by_name(con, kept, now, c, level) for c, _, level in by_name_levels()),
        ]
    )
    heaviest = (
        named_levels.unique()
        .with_columns(was=cut + SLACK - pl.col("w"))
        .sort("was")
        .join_asof(rest, on="was", strategy="backward")
        .select((pl.col("is") + pl.col("i")).max())
        .item()
    )
    return float("-inf") if heaviest is None else float(heaviest) + SLACK


def _by_name(
    con: duckdb.DuckDBPyConnection,
    kept: Weights,
    now: Weights,
    comparison: Comparison,
    level: Level,
) -> pl.DataFrame:
    """w, i: what a level weighed and weighs, for every name it may be reached with."""
    shares: pl.DataFrame = con.sql(
        "select distinct share, kept_share from linkage.name_share where part = ?",
        params=[level.tf_column],
    ).pl()
    was, is_now = (weights.m[comparison.name][level.name] for weights in (kept, now))
    return shares.select(
        w=log2(was) - pl.col("kept_share").clip(lower_bound=model.RAREST).log(2),
        i=log2(is_now) - pl.col("share").clip(lower_bound=model.RAREST).log(2),
    )


def _name_shares(con: duckdb.DuckDBPyConnection) -> None:
    """Make linkage.name_share, with the known shares of temp table known_share.

    It counts the rows of *others* that bear a name: counted with a person's own, a name that only
    the rows of one person bear would look twice as common as it is. Rows of one birth date are
    taken for one person's, unless the date is one that offices write when they know none.
    """
    persons = "count(distinct coalesce(if(birth_default, null, birth::text), entity_id))"
    counted = " union all ".join(
        f"select '{name}' as part, {name} as value, "
        f"greatest(count(*) * (1 - 1 / {persons}), 0.5) "
        f"/ (select count({name}) from linkage.node) as share "
        f"from linkage.node where {name} is not null group by {name}"
        for name in model.FREQUENCIES
    )
    con.execute(
        "create or replace table linkage.name_share as "
        "select s.part, s.value, s.share, coalesce(k.share, s.share) as kept_share "
        f"from ({counted}) s left join known_share k using (part, value)"
    )


def publish(con: duckdb.DuckDBPyConnection, known: Recall) -> None:
    """Write link.compared, compared_node, weight, name_share and comparing for later months."""
    weights = pl.concat([known.now.frame("now"), known.kept.frame("kept")])
    con.register("weight_frame", weights.sort("basis", "comparison", "level"))
    con.execute("create or replace table link.weight as from weight_frame")
    con.unregister("weight_frame")
    for table in ("compared", "compared_node", "name_share"):
        query = sql.read(f"link/published_{table}")
        con.execute(f"create or replace table link.{table} as {query}")
    con.execute(
        f"create or replace table link.comparing as {sql.read('link/comparing')}",
        {"signature": signature(con), "reason": known.reason_full},
    )
    log.info("pairs compared", extra={"counts": con.sql("from link.comparing").pl().to_dicts()[0]})

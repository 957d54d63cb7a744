"""What people decided about pairs of rows, in the terms of linkage.

A decision names two rows. A row's id follows from all its cells, so it changes when a village adds
a remark. What an officer compared (number, name, birth date, mother, place, ...) is the pair's
evidence: as long as a row with the same evidence is there, a decision stands and is not asked
again. Where the evidence itself has changed, the decision says nothing of the new row.
"""

from __future__ import annotations

import duckdb
import polars as pl

from pipelines.machine.tables import store
from pipelines.office.verdicts import latest_verdicts
from pipelines.resolve.evaluation import judged_pairs
from pipelines.resolve.work import rows

ROW_EVIDENCE = 16  # characters; a pair's evidence is that of its smaller record id, then the other


def store_decisions(con: duckdb.DuckDBPyConnection, decisions: pl.DataFrame) -> None:
    """Write what the ledger says into linkage: decided_pair, judged_pair and replacing_list.

    `decided_pair`: record_l, record_r, same. `judged_pair`: record_l, record_r of pairs that enough
    people judged blind. `replacing_list`: subject_id (a file), agrees (it replaces what was sent
    before). Reads core.person and the macro `link.row_evidence`.
    """
    standing = carried_decisions(con, decisions)
    store(con, "linkage.decided_pair", decided_pairs(standing))
    store(con, "linkage.judged_pair", judged_pairs(standing))
    lists = latest_verdicts(decisions).filter(kind="replacement_list")
    store(con, "linkage.replacing_list", lists)


def decided_pairs(decisions: pl.DataFrame) -> pl.DataFrame:
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


def carried_decisions(con: duckdb.DuckDBPyConnection, decisions: pl.DataFrame) -> pl.DataFrame:
    """`decisions` and, for pairs with a row that is gone, the same decision on rows that equal it.

    Decisions without evidence (those of an imported table may have none) hold for their own rows
    only.
    """
    sides = _missing_sides(con, decisions)
    if sides.is_empty():
        return decisions
    con.register("wanted_evidence", sides.select("evidence").unique())
    equal = rows(con, "row_by_evidence").pl()
    con.unregister("wanted_evidence")
    stand_in = sides.join(equal, on="evidence").select("decision_id", "side", "record_id")
    left, right = (
        stand_in.filter(side=side).select("decision_id", pl.col("record_id").alias(side))
        for side in ("left", "right")
    )
    # Only the other side may still be there: then it stands for itself among rows that equal it.
    moved = (
        left.join(right, on="decision_id")
        .filter(pl.col("left") != pl.col("right"))
        .select("decision_id", subject_ids=pl.concat_list("left", "right"))
        .join(decisions.drop("subject_ids"), on="decision_id")
        .select(decisions.columns)
    )
    return pl.concat([decisions, moved]).sort("at", "decision_id", maintain_order=True)


def _missing_sides(con: duckdb.DuckDBPyConnection, decisions: pl.DataFrame) -> pl.DataFrame:
    """decision_id, side, evidence: both sides of pairs with a row that is not in core.person."""
    pairs = decisions.filter(
        (pl.col("kind") == "pair")
        & (pl.col("subject_ids").list.len() == 2)
        & (pl.col("evidence_hash").str.len_chars() == 2 * ROW_EVIDENCE)
    ).select(
        "decision_id",
        left=pl.col("subject_ids").list.min(),
        right=pl.col("subject_ids").list.max(),
        left_evidence=pl.col("evidence_hash").str.head(ROW_EVIDENCE),
        right_evidence=pl.col("evidence_hash").str.tail(ROW_EVIDENCE),
    )
    if pairs.is_empty():
        return pl.DataFrame(
            schema={"decision_id": pl.String, "side": pl.String, "evidence": pl.String}
        )
    con.register("ledger_pair", pairs)
    gone: pl.DataFrame = rows(con, "gone_side").pl()
    con.unregister("ledger_pair")
    return pl.concat(
        [
            gone.select("decision_id", side=pl.lit(side), evidence=f"{side}_evidence")
            for side in ("left", "right")
        ]
    )

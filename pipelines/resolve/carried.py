"""Decisions on pairs, carried to rows that say the same under another id.

A row's id follows from all its cells, so it changes when a village adds a remark. What an officer
compared (number, name, birth date, mother, place, ...) is the pair's evidence: as long as a row
with the same evidence is there, a decision stands and is not asked again. Where the evidence itself
has changed, the decision says nothing of the new row.
"""

from __future__ import annotations

import duckdb
import polars as pl

import sql

ROW_EVIDENCE = 16  # characters; a pair's evidence is that of its smaller record id, then the other


def carried_decisions(con: duckdb.DuckDBPyConnection, decisions: pl.DataFrame) -> pl.DataFrame:
    """`decisions` and, for pairs of which a row is gone, the same decision on rows that equal it.

    Reads core.person and the macro `link.row_evidence`. Decisions without evidence (those of an
    imported table may have none) hold for their own rows only.
    """
    sides = _missing_sides(con, decisions)
    if sides.is_empty():
        return decisions
    con.register("wanted_evidence", sides.select("evidence").unique())
    rows = con.sql(sql.read("link/rows_by_evidence")).pl()
    con.unregister("wanted_evidence")
    stand_in = sides.join(rows, on="evidence").select("decision_id", "side", "record_id")
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
    """decision_id, side, evidence: both sides of pairs of which a row is not in core.person."""
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
    con.register("decided_pair", pairs)
    gone: pl.DataFrame = con.sql(
        "select d.* from decided_pair as d "
        'where d."left" not in (select record_id from core.person) '
        'or d."right" not in (select record_id from core.person)'
    ).pl()
    con.unregister("decided_pair")
    return pl.concat(
        [
            gone.select("decision_id", side=pl.lit(side), evidence=f"{side}_evidence")
            for side in ("left", "right")
        ]
    )

"""What people decided about pairs of rows, in the terms of linkage.

A decision names two rows. Where the exact pass has made one entity of a row and others, the
decision is about that entity; unless it says that two rows of one entity are different people.
"""

from __future__ import annotations

import duckdb
import polars as pl


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


def split_exact(con: duckdb.DuckDBPyConnection, decisions: pl.DataFrame) -> None:
    """Rows a reviewer called different leave their exact group (the one that is not its anchor)."""
    apart = decided_pairs(decisions).filter(~pl.col("same"))
    con.register("decided_apart", apart)
    con.execute(
        """
        delete from linkage.exact where record_id in (
            select case when l.record_id = l.anchor_id then r.record_id else l.record_id end
            from decided_apart d
            join linkage.exact l on l.record_id = d.record_l
            join linkage.exact r on r.record_id = d.record_r
            where l.anchor_id = r.anchor_id
        )
        """
    )
    con.unregister("decided_apart")


def decided_entities(con: duckdb.DuckDBPyConnection, decisions: pl.DataFrame) -> pl.DataFrame:
    """left, right, same: decisions in terms of entities (both records must be in this run)."""
    con.register("decided", decided_pairs(decisions))
    frame: pl.DataFrame = con.sql(
        """
        select least(coalesce(xl.anchor_id, d.record_l), coalesce(xr.anchor_id, d.record_r))
                   as "left",
               greatest(coalesce(xl.anchor_id, d.record_l), coalesce(xr.anchor_id, d.record_r))
                   as "right",
               d.same
        from decided d
        left join linkage.exact xl on xl.record_id = d.record_l
        left join linkage.exact xr on xr.record_id = d.record_r
        where exists (from core.person p where p.record_id = d.record_l)
          and exists (from core.person p where p.record_id = d.record_r)
        order by 1, 2
        """
    ).pl()
    con.unregister("decided")
    return frame

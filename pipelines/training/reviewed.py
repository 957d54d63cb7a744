"""What people decided on pairs of rows, as labels: some teach the model, some only judge it.

A label counts where both rows stand in a published period. Pairs of the share that only judges
(`pipelines.resolve.evaluation`) never teach; the others were mostly asked because they were hard.
"""

from __future__ import annotations

from contextlib import closing

import duckdb
import polars as pl

from pipelines.office.workspace import Workspace
from pipelines.resolve.decisions import decided_pairs
from pipelines.resolve.evaluation import is_for_evaluation, opinions

LABEL: dict[str, type[pl.DataType]] = {
    "record_l": pl.String,
    "record_r": pl.String,
    "same": pl.Boolean,
    "for_evaluation": pl.Boolean,
    "period": pl.String,
}
"""A decided pair; `period` is the newest published one that has both rows."""


def reviewed_pairs(workspace: Workspace, decisions: pl.DataFrame) -> pl.DataFrame:
    """What people decided on each pair, and what those who judged it blind agree on (LABEL).

    `decisions` is the ledger. Blind opinions only ever judge.
    """
    agreed = opinions(decisions).filter(pl.col("same").is_not_null())
    decided = pl.concat(
        [
            decided_pairs(decisions).with_columns(blind=pl.lit(False)),
            agreed.select("record_l", "record_r", "same", blind=pl.lit(True)),
        ]
    ).unique(["record_l", "record_r"], keep="first", maintain_order=True)
    found = []
    for period in reversed(workspace.published_periods()):
        if not decided.height:
            break
        with closing(period_database(workspace, period)) as con:
            con.register("decided", decided)
            here = con.sql(
                "select * from decided "
                "where record_l in (select record_id from core.person) "
                "and record_r in (select record_id from core.person)"
            ).pl()
            con.unregister("decided")
        found.append(here.with_columns(period=pl.lit(period)))
        decided = decided.join(here, on=["record_l", "record_r"], how="anti")
    labels = pl.concat(found) if found else decided.with_columns(period=pl.lit(""))
    judged = [is_for_evaluation(*pair) for pair in labels.select("record_l", "record_r").rows()]
    return (
        labels.with_columns(for_evaluation=pl.col("blind") | pl.Series(judged, dtype=pl.Boolean))
        .select(*LABEL)
        .sort("record_l", "record_r")
    )


def period_database(workspace: Workspace, period: str) -> duckdb.DuckDBPyConnection:
    """An in-memory database with the core tables of a published period, which it only reads."""
    con = duckdb.connect()
    path = str(workspace.database(period)).replace("'", "''")
    con.execute(f"attach '{path}' as published (read_only)")
    con.execute("create schema core")
    tables = con.execute(
        "select table_name from duckdb_tables() "
        "where database_name = 'published' and schema_name = 'core'"
    ).fetchall()
    for (table,) in tables:
        con.execute(f'create view core."{table}" as from published.core."{table}"')
    return con

"""What report.json says of how files were understood: columns, date orders, office corrections."""

from __future__ import annotations

from typing import Any

import duckdb
import polars as pl

from pipelines.domain.doubt import doubtful
from pipelines.publish.queries import query


def uncertain_columns(con: duckdb.DuckDBPyConnection, sure: float) -> dict[str, dict[str, Any]]:
    """By file: columns about which there is a doubt, and how many filled ones mean nothing to us.

    `columns` are those taken for something, below the certainty `sure` or by an officer's word.
    """
    frame = query(con, "columns_found").filter(doubtful(sure) | (pl.col("basis") == "config"))
    by_file: dict[str, dict[str, Any]] = {}
    for (file,), rows in frame.partition_by("file", as_dict=True, maintain_order=True).items():
        unknown = pl.col("canonical").is_null() & (pl.col("basis") != "config")
        by_file[str(file)] = {
            "not_recognised": rows.filter(unknown).height,
            "columns": rows.filter(~unknown).drop("file").to_dicts(),
        }
    return by_file


def date_orders(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Date columns read month-first, or day-first although some dates are not."""
    return query(con, "date_orders").to_dicts()


def corrections(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Each entry of koreksi.toml with the rows it was looked for in and found in."""
    return query(con, "corrections").with_columns(pl.col("since").cast(pl.String)).to_dicts()

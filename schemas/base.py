"""What every declared table shares.

A column is stated once: its type, an English description and an Indonesian label, both for the data
dictionary, and whether it is personal data. The dictionary shows the mark, and the log masks any
field that bears a marked name (`schemas.tables.personal_names`). Workbooks, letters and pages show
people on purpose: which columns stand there, and which are hidden or locked, is said there.
"""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

PROBLEMS = pl.List(pl.Struct({"code": pl.String, "column": pl.String, "message": pl.String}))
REASONS = pl.List(
    pl.Struct(
        {
            "code": pl.String,
            "rule": pl.String,
            "evidence": pl.String,
            "record_ids": pl.List(pl.String),
        }
    )
)


class Table(pa.DataFrameModel):
    """Base of all declared tables: exactly the declared columns, in any order."""

    class Config:
        strict = True


def column(
    label: str,
    description: str,
    *,
    pii: bool = False,
    nullable: bool = True,
    **checks: Any,
) -> Any:
    """Declare a column: Indonesian label, English description, personal-data mark."""
    return pa.Field(
        title=label,
        description=description,
        metadata={"pii": pii},
        nullable=nullable,
        **checks,
    )


def dtypes(table: type[Table]) -> dict[str, pl.DataType]:
    """Column names and polars types of a declared table, in declared order."""
    return {name: col.dtype.type for name, col in table.to_schema().columns.items()}


def empty(table: type[Table]) -> pl.DataFrame:
    """A frame of the declared columns without rows."""
    return pl.DataFrame(schema=dtypes(table))


def conform(frame: pl.DataFrame, table: type[Table]) -> pl.DataFrame:
    """Select the declared columns in declared order and type; columns that lack become null."""
    have = set(frame.columns)
    return frame.select(
        pl.col(name).cast(dtype) if name in have else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in dtypes(table).items()
    )


def personal_columns(table: type[Table]) -> list[str]:
    """Columns marked as personal data."""
    return [n for n, c in table.to_schema().columns.items() if (c.metadata or {}).get("pii")]

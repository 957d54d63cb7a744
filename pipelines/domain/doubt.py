"""Which columns an officer should look at, for the report, the pages and the letters."""

from __future__ import annotations

import polars as pl


def doubtful(sure: float) -> pl.Expr:
    """Whether a row of `raw.ColumnFound` leaves a doubt, as a Boolean expression.

    A column does that was taken for something with a certainty below `sure` (`[understanding]` in
    padan.toml), or that holds something and was taken for nothing. What an officer said is beyond
    doubt, and so is an empty column that means nothing.
    """
    in_use = pl.col("canonical").is_not_null() | (pl.col("filled") > 0)
    return in_use & (pl.col("certainty") < sure) & (pl.col("basis") != "config")

"""What each level of a comparison weighs, in bits: one more doubles the odds.

A pair's weight is a sum: the prior, log2(m / u) of each comparison's level, and for a level that an
equal name reaches how much rarer than the average that very name is (`sql/linkage/weighed.sql`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import Any

import polars as pl

from pipelines.resolve.model import COMPARISONS, Comparison
from schemas import link
from schemas.base import dtypes
from schemas.comparison_words import PRIOR

Shares = dict[str, dict[str, float]]
"""A number by comparison and level."""


@dataclass(frozen=True)
class Weights:
    """m- and u-probabilities by comparison and level, and the prior probability of a match."""

    m: Shares
    u: Shares
    prior: float

    @property
    def prior_bits(self) -> float:
        """log2 of the prior odds."""
        return bits_of(self.prior)

    def bits(self, comparison: Comparison) -> list[float]:
        """log2(m / u) by number of the level; a missing value says nothing."""
        m, u = self.m[comparison.name], self.u[comparison.name]
        return [
            0.0 if level.is_null else log2(m[level.name] / u[level.name])
            for level in comparison.levels
        ]

    def table(self) -> pl.DataFrame:
        """The rows of link.weight."""
        rows: list[tuple[Any, ...]] = [
            (PRIOR, 0, PRIOR, self.prior, 1 - self.prior, self.prior_bits)
        ]
        for comparison in COMPARISONS:
            m, u = self.m[comparison.name], self.u[comparison.name]
            rows += [
                (comparison.name, n, level.name, m.get(level.name), u.get(level.name), bits)
                for n, (level, bits) in enumerate(
                    zip(comparison.levels, self.bits(comparison), strict=True)
                )
            ]
        frame = pl.DataFrame(rows, schema=dtypes(link.Weight), orient="row")
        return frame.sort("comparison", "level")

    def bound(self) -> dict[str, Any]:
        """What `sql/linkage/weighed.sql` binds.

        The prior; bits by number of the level, by comparison; and of the level at which it counts
        how common the value of a column is (`<column>_`) the number and the average share.
        """
        values: dict[str, Any] = {"prior": self.prior_bits}
        for comparison in COMPARISONS:
            values[comparison.name] = self.bits(comparison)
            for number, level in enumerate(comparison.levels):
                if level.tf_column is not None:
                    values[f"{level.tf_column}_level"] = number
                    values[f"{level.tf_column}_average"] = self.u[comparison.name][level.name]
        return values


def bits_of(probability: float) -> float:
    """log2 of the odds of a probability."""
    return log2(probability / (1 - probability))

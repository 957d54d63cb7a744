"""What each level of a comparison weighs, and the weight of a pair from its levels.

A pair's weight is a sum of bits: the prior, log2(m / u) of each comparison's level, and for a level
that an equal name reaches how much rarer than the average that very name is. It is Splink's sum
(tests compare the two); it is made here because the levels of pairs compared in an earlier month
are weighed with this month's frequencies, in the same order of summation as those of new pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2
from typing import Any

import polars as pl

from pipelines.resolve import model
from pipelines.resolve.model import COMPARISONS, Level
from schemas import link
from schemas.base import dtypes
from schemas.comparisons import PRIOR

Shares = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Weights:
    """m- and u-probabilities by comparison and level, and the prior probability of a match."""

    m: Shares
    u: Shares
    prior: float

    @property
    def prior_bits(self) -> float:
        """log2 of the prior odds."""
        return log2(self.prior / (1 - self.prior))

    def bits(self, comparison: model.Comparison) -> list[float]:
        """log2(m / u) by number of the level; a missing value says nothing."""
        m, u = self.m[comparison.name], self.u[comparison.name]
        return [
            0.0 if level.is_null else log2(m[level.name] / u[level.name])
            for level in comparison.levels
        ]

    def frame(self, basis: str) -> pl.DataFrame:
        """The rows of link.weight that stand for these weights."""
        rows: list[tuple[Any, ...]] = [
            (basis, PRIOR, 0, PRIOR, self.prior, 1 - self.prior, self.prior_bits)
        ]
        for comparison in COMPARISONS:
            m, u = self.m[comparison.name], self.u[comparison.name]
            rows += [
                (basis, comparison.name, n, level.name, m.get(level.name), u.get(level.name), bits)
                for n, (level, bits) in enumerate(
                    zip(comparison.levels, self.bits(comparison), strict=True)
                )
            ]
        return pl.DataFrame(rows, schema=dtypes(link.Weight), orient="row")

    @staticmethod
    def read(rows: pl.DataFrame) -> Weights:
        """The weights that `frame` wrote."""
        shares: dict[str, Shares] = {"m": {}, "u": {}}
        for row in rows.filter(pl.col("m").is_not_null()).iter_rows(named=True):
            for kind, by_comparison in shares.items():
                by_comparison.setdefault(row["comparison"], {})[row["name"]] = row[kind]
        prior = shares["m"].pop(PRIOR)[PRIOR]
        del shares["u"][PRIOR]
        return Weights(shares["m"], shares["u"], prior)


def by_name_levels() -> Iterator[tuple[model.Comparison, int, Level]]:
    """The levels at which it counts how common the value is, with comparison and number."""
    for comparison in COMPARISONS:
        for number, level in enumerate(comparison.levels):
            if level.tf_column is not None:
                yield comparison, number, level


def weighing(
    weights: Weights, pairs: str = "linkage.compared", share: str = "share"
) -> tuple[str, dict[str, Any]]:
    """A query that weighs all of `pairs`, and the values it binds.

    `pairs`: a relation with entity_id_l, entity_id_r and a level a comparison. `share`: the column
    of linkage.name_share that tells how common a name is. Columns: those of `pairs`, weight (bits),
    same_list (one list names both), to_spine (the right one is a Dukcapil person).
    """
    bits = {c.name: weights.bits(c) for c in COMPARISONS}
    part, value, average = ["null"], ["null"], ["null"]
    averages = {}
    for comparison, number, level in by_name_levels():
        when = f"when c.{comparison.name} = {number} then"
        key = f"average_{comparison.name}_{number}"
        part.append(f"{when} '{level.tf_column}'")
        value.append(f"{when} l.{level.tf_column}")
        average.append(f"{when} ${key}::double")
        averages[key] = weights.u[comparison.name][level.name]
    terms = [f"${c.name}[c.{c.name} + 1]" for c in COMPARISONS]
    query = f"""
        with pair as (
            select c.*, list_has_any(l.lists, r.lists) as same_list, r.spine = 1 as to_spine,
                {_case(part)} as part, {_case(value)} as value, {_case(average)} as average
            from {pairs} c
            join linkage.node l on l.entity_id = c.entity_id_l
            join linkage.node r on r.entity_id = c.entity_id_r
        )
        select c.* exclude (part, value, average),
            {" + ".join(["$prior", *terms])} + coalesce(
                log2(c.average) - log2(greatest(s.{share}, $rarest)), 0
            ) as weight
        from pair c left join linkage.name_share s using (part, value)
    """
    return query, {**bits, **averages, "rarest": model.RAREST, "prior": weights.prior_bits}


def _case(whens: list[str]) -> str:
    otherwise, *cases = whens
    return f"case {' '.join(cases)} else {otherwise} end"

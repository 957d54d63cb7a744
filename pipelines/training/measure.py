"""m-probabilities, measured on rows and pairs whose truth is known.

The exact pass runs first, as in a real run, so the shares describe the pairs the model will really
be asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import duckdb
import polars as pl

from pipelines.machine.tables import store
from pipelines.office.ledger import DECISION
from pipelines.resolve.chance import combinations, counts, shares
from pipelines.resolve.decisions import store_decisions
from pipelines.resolve.entities import make_entities
from pipelines.resolve.model import COMPARISONS, PLACE
from pipelines.resolve.weights import Shares
from pipelines.resolve.work import make, work_tables

TAIL = 0.02  # share of belief kept for noise the labels never showed, spread over all levels
M_FLOOR = 2.0  # pseudo-count: levels the labels never showed stay possible
PRIOR_PAIRS = 500.0  # an office's pairs count alongside this many of the model they start from


def measure(con: duckdb.DuckDBPyConnection, labels: pl.DataFrame, year: int) -> Shares:
    """m-probabilities from `core.person` and `labels` (record_id, true_person).

    `year`: the period's, by which the century of a date inside a NIK is known.
    """
    with _entities(con, year):
        store(con, "linkage.label", labels)
        make(con, "labelled_pair")
        # Asset rows outnumber the hard pairs of people and give clean names; they may only speak
        # of what people rarely give: where the electricity meter stands.
        people = combinations(con, "(from linkage.labelled_pair where of_people)")
        everyone = combinations(con, "linkage.labelled_pair")
    measured = shares(counts(people), M_FLOOR)
    return {**measured, PLACE.name: shares(counts(everyone), M_FLOOR)[PLACE.name]}


def count_pairs(con: duckdb.DuckDBPyConnection, pairs: pl.DataFrame, year: int) -> Shares:
    """How often each level holds among `pairs` (record_l, record_r), rows of core.person.

    Pairs that the exact pass makes one need no model and are left out.
    """
    with _entities(con, year):
        store(con, "linkage.reviewed_row_pair", pairs.select("record_l", "record_r"))
        make(con, "reviewed_pair")
        return counts(combinations(con, "linkage.reviewed_pair"))


@contextmanager
def _entities(con: duckdb.DuckDBPyConnection, year: int) -> Iterator[None]:
    """linkage.exact and linkage.node while the block runs, as if nobody had decided anything."""
    with work_tables(con):
        store_decisions(con, pl.DataFrame(schema=DECISION))
        make_entities(con, date(year, 12, 31))
        yield


def pooled(measured: list[tuple[int, Shares]]) -> Shares:
    """Mean of several measurements, weighted by their first element."""
    total = sum(weight for weight, _ in measured)
    return {
        comparison.name: {
            level.name: round(
                (1 - TAIL) * sum(w * m[comparison.name][level.name] for w, m in measured) / total
                + TAIL / sum(not lv.is_null for lv in comparison.levels),
                6,
            )
            for level in comparison.levels
            if not level.is_null
        }
        for comparison in COMPARISONS
    }


def blended(prior: Shares, counts: Shares) -> Shares:
    """m-probabilities of `prior` after seeing `counts` of pairs that are one person.

    The prior counts as PRIOR_PAIRS pairs, so that a handful of labels, chosen for being hard at
    that, does not overturn it.
    """
    return {
        name: {
            level: round(
                (PRIOR_PAIRS * share + counts[name][level])
                / (PRIOR_PAIRS + sum(counts[name].values())),
                6,
            )
            for level, share in levels.items()
        }
        for name, levels in prior.items()
    }

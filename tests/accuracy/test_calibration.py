"""A probability means what it says: a small regency the model was never trained on.

`tests/bench/calibration.py` measures the same on many seeds, decile by decile.
"""

from __future__ import annotations

import polars as pl
import pytest

from pipelines.resolve.fitted import committed
from pipelines.training.reliability import worst_error
from pipelines.training.synthetic import CALIBRATED, MEASURED, cases

SEED, NOISE, HOUSEHOLDS = 921, 2.0, 700
ENOUGH = 120
"""Cases of a decile in so small a regency; a few more by chance are nothing to worry about."""


@pytest.fixture(scope="module")
def found() -> pl.DataFrame:
    """Links, pairs and findings of one month, with whether each was right."""
    assert SEED not in {seed for seed, _ in (*MEASURED, *CALIBRATED)}
    return cases(committed(), [(SEED, NOISE)], HOUSEHOLDS)


@pytest.mark.parametrize("subject", ["link", "finding"])
def test_probabilities_are_off_by_three_in_a_hundred_at_most(
    found: pl.DataFrame, subject: str
) -> None:
    part = found.filter(pl.col("subject") == subject)
    assert part.height >= ENOUGH
    assert worst_error(part, [], ENOUGH) <= 0.03


def test_owners_found_by_name_and_address_are_as_sure_as_they_say(found: pl.DataFrame) -> None:
    owners = found.filter(pl.col("name") == "asset_address")
    assert owners.height >= ENOUGH
    assert worst_error(owners, [], ENOUGH) <= 0.03

"""On FEBRL, which others made, linkage is not below plain Splink (`python -m tests.bench.public`).

The floors are plain Splink's best F1, at the threshold that the truth picks for it.
"""

from __future__ import annotations

import pytest

from tests.bench.public import ours
from tests.bench.public_data import febrl


@pytest.mark.parametrize(("number", "floor"), [(3, 0.9994), (4, 0.9995)])
def test_people_are_found_by_number_and_all_else(number: int, floor: float) -> None:
    ((_, figures),) = ours(febrl(number))
    assert figures["f1"] >= floor


@pytest.mark.parametrize(("number", "floor"), [(3, 0.9900), (4, 0.9934)])
def test_people_are_found_without_their_number(number: int, floor: float) -> None:
    ((_, figures),) = ours(febrl(number).without_number())
    assert figures["f1"] >= floor

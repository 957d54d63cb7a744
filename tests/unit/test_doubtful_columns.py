"""Which columns are doubtful: one answer for the report, the pages, the command and the letters."""

from __future__ import annotations

import polars as pl
import pytest

from pipelines.domain.doubt import doubtful
from schemas.base import dtypes
from schemas.raw import ColumnFound


@pytest.mark.parametrize(
    ("canonical", "basis", "certainty", "filled", "doubt"),
    [
        ("nik", "header", 1.0, 9, False),
        ("nik", "header", 1.0, 0, False),
        ("nama", "fuzzy", 0.95, 9, True),
        ("nik", "content", 0.9, 9, True),
        ("jamban", "fuzzy", 0.8, 0, True),
        (None, "header", 0.0, 3, True),
        (None, "header", 0.0, 0, False),
        (None, "config", 1.0, 3, False),
        ("no_kk", "config", 1.0, 3, False),
    ],
)
def test_a_column_is_doubtful_until_it_is_certain_or_an_officer_spoke(
    canonical: str | None, basis: str, certainty: float, filled: int, doubt: bool
) -> None:
    row = {"canonical": canonical, "basis": basis, "certainty": certainty, "filled": filled}
    schema = {name: dtype for name, dtype in dtypes(ColumnFound).items() if name in row}
    assert pl.DataFrame([row], schema=schema).select(doubtful(1.0)).item() is doubt


def test_an_office_may_be_content_with_less() -> None:
    row = {"canonical": "nik", "basis": "content", "certainty": 0.9, "filled": 9}
    assert pl.DataFrame([row]).select(doubtful(0.9)).item() is False

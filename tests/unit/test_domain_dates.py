"""Days and months as they are written and read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.domain.dates import MONTHS, date_numbers, date_words, month_named, month_of
from pipelines.standardize.dates import read_date

SPELLINGS = [
    ("Pebruari", 2), ("PEB", 2), ("mrt", 3), ("May", 5), ("Agt", 8), ("ags", 8), ("aug", 8),
    ("Sept", 9), ("OCT", 10), ("Nopember", 11), ("nop", 11), ("dec", 12),
]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "month"), [*((name, n) for n, name in enumerate(MONTHS, start=1)), *SPELLINGS]
)
def test_a_month_is_known_by_every_usual_spelling(word: str, month: int) -> None:
    assert month_of(word) == month_named(word) == month


@pytest.mark.parametrize("word", ["Marabahan", "Agung", "Juniati", "Novita", "", "ja", "Tatakan"])
def test_a_word_that_only_begins_like_a_month_names_none(word: str) -> None:
    assert month_named(word) is None


@given(st.text(max_size=12))
def test_what_names_a_month_begins_like_one(word: str) -> None:
    named = month_named(word)
    assert named is None or named == month_of(word)


@given(st.dates(date(1900, 1, 1), date(2026, 10, 31)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    for text in (date_words(day), date_numbers(day)):
        assert read_date(text, date(2026, 10, 31)).day == day


def test_a_day_is_written_without_a_leading_nought_in_words() -> None:
    assert date_words(date(2026, 5, 1)) == "1 Mei 2026"
    assert date_numbers(date(2026, 5, 1)) == "01-05-2026"

"""File names that every office's machine accepts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.machine.file_names import LONGEST, file_name, shortened, untaken


@given(st.text(max_size=300))
def test_a_file_name_is_one_that_windows_accepts(text: str) -> None:
    name = file_name(text)
    assert not set(name) & set('<>:"/\\|?*\n\t\0')
    assert not name.endswith((".", " "))
    assert len(name.encode()) <= LONGEST


@given(st.text(max_size=60), st.integers(0, 80))
def test_a_text_is_cut_between_letters(text: str, most: int) -> None:
    cut = shortened(text, most)
    assert text.startswith(cut)
    assert len(cut.encode()) <= most


def test_a_taken_name_gets_a_number_whatever_its_case() -> None:
    assert untaken("a", ".csv", []) == "a.csv"
    assert untaken("A", ".CSV", ["a.csv"]) == "A (2).CSV"
    assert untaken("a", ".csv", ["a.csv", "a (2).csv"]) == "a (3).csv"

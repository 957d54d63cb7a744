"""The words for what the program finds: none is missing, and each thing has one."""

from __future__ import annotations

from pipelines.domain.words import COLUMN_BASIS, MATCHES, RESULTS, place_of_row
from pipelines.standardize.codes import read_reply
from schemas.codebooks import REPLY_RESULTS


def test_the_results_a_village_may_choose_are_read_back_as_such() -> None:
    assert set(REPLY_RESULTS.values()) == set(RESULTS)
    for result, word in RESULTS.items():
        assert read_reply(word) == result


def test_no_two_things_have_one_word() -> None:
    for words in (RESULTS, MATCHES, COLUMN_BASIS):
        assert len(set(words.values())) == len(words)


def test_a_row_is_found_by_file_sheet_and_number() -> None:
    row = {"file": "a.xlsx", "sheet": "RT 1", "row": 7}
    assert place_of_row(row) == "a.xlsx, lembar RT 1, baris 7"
    carried = {"file": "a.csv", "sheet": "", "row": 3, "carried_from": "2026-08"}
    assert place_of_row(carried) == "a.csv, baris 3 (data Agustus 2026)"

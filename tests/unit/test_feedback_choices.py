"""Every word a village can pick from the form means to the program what the form means by it."""

from __future__ import annotations

import pytest

from pipelines.publish.letters.choices import CHOICES, DINDING, JAMBAN, LANTAI, RELATIONS, SEXES
from pipelines.standardize.codes import read_relation, read_sex
from pipelines.standardize.indicators import read_housing, read_power, reading_of, token_of
from schemas.codebooks import HOUSING, INDICATORS, RELATION_OPENSID, YES_NO_INDICATORS


@pytest.mark.parametrize("column", ["lantai", "dinding", "jamban"])
def test_each_word_for_a_house_is_read_as_its_code(column: str) -> None:
    words = {"lantai": LANTAI, "dinding": DINDING, "jamban": JAMBAN}[column]
    assert {code: read_housing(word, column) for code, word in words.items()} == {
        code: code for code in range(1, HOUSING[column][0] + 1)
    }


def test_each_step_of_power_is_read_as_its_va() -> None:
    assert [read_power(word) for word in CHOICES["daya_listrik"].values()] == list(
        CHOICES["daya_listrik"]
    )


@pytest.mark.parametrize("column", YES_NO_INDICATORS)
def test_yes_and_no_are_read_alike_whether_a_column_holds_one_or_both(column: str) -> None:
    for answer, word in CHOICES[column].items():
        alone = frozenset({token_of(word)})
        together = frozenset(token_of(w) for w in CHOICES[column].values())
        assert reading_of(alone, column)[token_of(word)] is answer
        assert reading_of(together, column)[token_of(word)] is answer


def test_each_relation_and_sex_is_read_as_itself() -> None:
    assert {r: read_relation(word, "usulan_desa") for r, word in RELATIONS.items()} == {
        r: r for r in RELATION_OPENSID.values()
    }
    assert [read_sex(word) for word in SEXES.values()] == list(SEXES)


def test_the_form_offers_choices_for_every_criterion() -> None:
    assert set(INDICATORS) <= set(CHOICES)

"""The contract's rules, sentence by sentence, from files in the inbox to `flags.parquet`.

All cases are in one small regency; one run serves them all.
"""

from __future__ import annotations

import pytest

from tests.integration.contract import letter_cases, people_cases, registry_cases
from tests.integration.contract.cases import CASES
from tests.integration.contract.office import BINUANG, TATAKAN, Office, Output, Person

DECLARING = (registry_cases, people_cases, letter_cases)  # importing them fills CASES


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Output, dict[str, list[Person]]]:
    """All cases in one regency, run once."""
    office = Office(tmp_path_factory.mktemp("rules") / "kantor")
    office.configure('# "berobat" = 1', '"berobat" = 1')
    office.neighbours(BINUANG, 170)
    office.neighbours(TATAKAN, 20)
    people = {sentence: list(build(office)) for sentence, (build, _) in CASES.items()}
    return office.run(), people


@pytest.mark.parametrize("sentence", CASES)
def test_the_contract_holds(judged: tuple[Output, dict[str, list[Person]]], sentence: str) -> None:
    out, people = judged
    found = {
        kind: flag["subtype"] or ("review" if flag["needs_review"] else "auto")
        for kind, flag in out.flags_of(*people[sentence]).items()
    }
    assert found == CASES[sentence][1]


def test_only_a_confirmed_poor_household_is_missing_without_review(
    judged: tuple[Output, dict[str, list[Person]]],
) -> None:
    missing = judged[0].flags.filter(kind="missing_from_dtks")
    assert set(missing["subtype"]) >= {"confirmed_poor", "indicators_missing", "sktm_only"}
    assert (missing["needs_review"] == (missing["subtype"] != "confirmed_poor")).all()


def test_sktm_only_has_the_lowest_priority(
    judged: tuple[Output, dict[str, list[Person]]],
) -> None:
    flags = judged[0].flags
    letters = flags.filter(subtype="sktm_only")["priority"].to_list()
    assert min(letters) >= max(flags.filter(flags["subtype"] != "sktm_only")["priority"].to_list())

"""The demo's own reading of the contract's rules, case by case."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.demo.expected import add_months, is_valid
from pipelines.demo.holdings import Letter
from pipelines.demo.people import Shown, expectation
from pipelines.demo.told import INDICATORS, Answer, Answers, Proposal, poverty, proposals, remember

NOTHING_MET: dict[str, object] = {
    "tempat_tinggal": True, "kk_tidak_bekerja": False, "khawatir_pangan": False,
    "pangan_lebih_separuh": False, "tidak_beli_pakaian": False, "lantai": 2, "dinding": 1,
    "jamban": 1, "daya_listrik": 900,
}  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ({}, "non_poor"),
        ({"tempat_tinggal": False}, "poor"),
        ({"khawatir_pangan": True, "lantai": 8, "daya_listrik": 450}, "poor"),
        ({"khawatir_pangan": True, "lantai": 8}, "non_poor"),
        ({"khawatir_pangan": True, "lantai": 8, "jamban": None}, "unknown"),
        ({"lantai": None, "dinding": None}, "non_poor"),
        ({"lantai": None, "dinding": None, "jamban": None}, "unknown"),
        ({"daya_listrik": 0, "jamban": 6, "dinding": 4}, "poor"),
        ({"lantai": 7, "dinding": 5, "daya_listrik": 2201}, "non_poor"),
        ({"tempat_tinggal": None}, "open"),
    ],
)
def test_poverty_follows_the_criteria(stated: dict[str, object], status: str) -> None:
    assert poverty(NOTHING_MET | stated) == status


def test_a_list_without_indicators_leaves_poverty_unknown() -> None:
    assert poverty(dict.fromkeys(INDICATORS)) == poverty({}) == "unknown"


POOR = NOTHING_MET | {"khawatir_pangan": True, "daya_listrik": 0, "lantai": 8}
TOLD = {"poor": POOR, "non_poor": NOTHING_MET, "unknown": {}}
TODAY = {1: 10, 2: 20}


def _given(told: dict[str, object], period: str = "2026-10") -> dict[str, Answer]:
    return {name: Answer(value, period) for name, value in told.items() if value is not None}


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["poor", "non_poor"], "poor"),
        (["non_poor", "unknown"], "non_poor"),
        (["unknown", "unknown"], "unknown"),
    ],
)
def test_where_villages_differ_the_contract_ranks_them(statuses: list[str], status: str) -> None:
    proposal = Proposal()
    for number, said in enumerate(statuses):
        proposal.tell(f"desa {number}", _given(TOLD[said]))
    assert proposal.status == status


@pytest.mark.parametrize(
    ("newer", "status"),
    [
        ({"lantai": 2}, "non_poor"),
        ({"lantai": 8}, "poor"),
        ({"lantai": None}, "poor"),
    ],
)
def test_an_empty_cell_of_a_newer_list_takes_nothing_back(
    newer: dict[str, object], status: str
) -> None:
    proposal = Proposal()
    proposal.tell("desa", _given(POOR))
    proposal.tell("desa", _given(POOR | newer))
    assert proposal.status == status


def _shown(conditions: dict[str, object], day: int = 5, guest: bool = False) -> Shown:
    return Shown("desa", day, [1], [1] if guest else [], conditions)


def _month_later(answers: Answers, conditions: dict[str, object], period: str) -> str:
    return proposals([_shown(conditions)], TODAY, period, answers)[10].status


def test_a_blank_cell_keeps_the_newest_earlier_answer() -> None:
    older = remember({}, [_shown(NOTHING_MET)], TODAY, "2026-09")
    newer = remember(older, [_shown(POOR, day=20), _shown(NOTHING_MET)], TODAY, "2026-10")
    assert _month_later(newer, {"jamban": None}, "2026-11") == "poor"
    assert _month_later(newer, {"lantai": 2}, "2026-11") == "non_poor"


@pytest.mark.parametrize(("period", "status"), [("2027-10", "poor"), ("2027-11", "unknown")])
def test_an_answer_is_remembered_for_twelve_months(period: str, status: str) -> None:
    answers = remember({}, [_shown(POOR)], TODAY, "2026-10")
    assert _month_later(answers, {}, period) == status


def test_an_answer_about_the_hosts_of_a_guest_leaves_the_guest_open() -> None:
    answers = remember({}, [_shown(POOR, guest=True)], TODAY, "2026-10")
    assert _month_later(answers, {}, "2026-11") == "open"


@pytest.mark.parametrize(
    ("issued", "until", "valid"),
    [
        (date(2026, 10, 31), None, True),
        (date(2026, 11, 1), None, False),
        (date(2026, 4, 1), None, True),
        (date(2026, 3, 31), None, False),
        (date(2026, 1, 1), date(2026, 10, 1), True),
        (date(2026, 9, 1), date(2026, 9, 30), False),
    ],
)
def test_a_letter_is_valid_from_its_date_to_its_end(
    issued: date, until: date | None, valid: bool
) -> None:
    letter = Letter(1, 0, "400.9/001/SKTM", issued, until, "Persyaratan KIP")
    assert is_valid(letter, date(2026, 10, 31)) is valid


def test_added_months_are_clipped_to_the_end_of_the_month() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("name", "nik", "birth", "expect"),
    [
        ("RINA", "", "", "rejected"),
        ("", "6305014107800001", date(1980, 7, 1), "rejected"),
        ("RINA", "0", date(1980, 7, 1), "accepted"),
        ("RINA", "630501410780001", "", "accepted"),
        ("RINA", "-", "1980", "either"),
    ],
)
def test_a_row_needs_a_name_and_a_nik_or_a_date(
    name: str, nik: str, birth: str | date, expect: str
) -> None:
    assert expectation(name, nik, birth) == expect

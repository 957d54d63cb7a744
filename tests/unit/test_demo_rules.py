"""The demo's own reading of the contract's rules, case by case."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.demo.expected import Proposal, add_months, is_valid, poverty
from pipelines.demo.holdings import Letter
from pipelines.demo.people import expectation

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
    assert poverty(None) == "unknown"


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["poor", "non_poor"], "poor"),
        (["non_poor", "unknown"], "non_poor"),
        (["unknown", "unknown"], "unknown"),
    ],
)
def test_where_villages_differ_the_contract_ranks_them(statuses: list[str], status: str) -> None:
    assert Proposal({f"desa {i}": s for i, s in enumerate(statuses)}).status == status


@pytest.mark.parametrize(
    ("newer", "status"),
    [
        ({"lantai": 2}, "non_poor"),
        ({"lantai": 8}, "poor"),
        ({"lantai": None}, "open"),
    ],
)
def test_an_empty_cell_of_a_newer_list_leaves_open_what_the_older_one_said(
    newer: dict[str, object], status: str
) -> None:
    poor = NOTHING_MET | {"khawatir_pangan": True, "daya_listrik": 0}
    proposal = Proposal()
    proposal.tell("desa", poor | {"lantai": 8})
    proposal.tell("desa", poor | newer)
    assert proposal.status == status


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

"""Two persons for one word, as the ledger itself enforces it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from review.accounts.models import User
from review.ledger.models import Decision
from review.ledger.second import NotTheSecond
from review.ledger.store import Ledger

pytestmark = pytest.mark.django_db
AddUser = Callable[..., User]


def words() -> list[str]:
    return [*Decision.objects.order_by("at").values_list("verdict", flat=True)]


def test_no_page_can_write_a_proposal_that_one_person_agreed_to(add_user: AddUser) -> None:
    Ledger().decide(add_user("verifikator"), "proposal", ["h1"], "agree", "musdes", "bukti")
    assert words() == ["first_agree"]


def test_a_page_that_forgets_the_second_person_still_cannot_go_around_it(add_user: AddUser) -> None:
    budi = add_user("verifikator")
    Ledger().decide(budi, "flag", ["f1"], "agree", "x", "bukti", two_persons=True)
    with pytest.raises(NotTheSecond):
        Ledger().decide(budi, "flag", ["f1"], "agree", "x", "bukti")
    assert words() == ["first_agree"]


def test_agreements_on_different_evidence_do_not_add_up(add_user: AddUser) -> None:
    for user, evidence in ((add_user("operator"), "lama"), (add_user("verifikator"), "baru")):
        Ledger().decide(user, "proposal", ["h1"], "agree", "musdes", evidence)
    assert words() == ["first_agree", "first_agree"]


def test_an_agreement_still_waits_when_its_evidence_comes_back(add_user: AddUser) -> None:
    budi, siti = add_user("operator"), add_user("verifikator")
    Ledger().decide(budi, "flag", ["f1"], "agree", "surat", "lama", two_persons=True)
    Ledger().decide(siti, "flag", ["f1"], "field_check", "beda", "baru", two_persons=True)
    Ledger().decide(siti, "flag", ["f1"], "agree", "surat", "lama", two_persons=True)
    assert words() == ["first_agree", "field_check", "agree"]


def test_an_agreement_outlives_the_months_when_evidence_was_hashed_by_rows(
    add_user: AddUser,
) -> None:
    budi, siti = add_user("operator"), add_user("verifikator")
    Ledger().decide(budi, "flag", ["f1"], "agree", "surat", "baris", two_persons=True)
    Ledger().decide(siti, "flag", ["f1"], "agree", "y", "bukti", two_persons=True, row_hash="baris")
    assert words() == ["first_agree", "agree"]


def test_the_word_of_a_first_person_is_the_ledgers_to_write(add_user: AddUser) -> None:
    with pytest.raises(ValueError, match="without a fitting verdict"):
        Ledger().decide(add_user("operator"), "proposal", ["h1"], "first_agree", "x")


def test_a_table_of_decisions_is_the_offices_own_protocol() -> None:
    entry = {
        "kind": "proposal",
        "subject_ids": ["h1"],
        "verdict": "agree",
        "reason": "berita acara",
        "by": "Ibu Rahma",
        "at": "2026-10-05T00:00:00+00:00",
        "evidence_hash": None,
    }
    assert Ledger().append([entry]) == 1
    assert words() == ["agree"]

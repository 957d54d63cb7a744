"""Two families member by member: all that was chosen is written, or nothing of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pipelines.office.workspace import Workspace
from review.audit.models import AuditEvent
from review.ledger.models import Decision
from review.ledger.store import Ledger
from review.pages.templatetags.padan import waktu
from review.published.gateway import Gateway
from tests.support.pair_office import PairOffice, as_families_of_two, with_pairs

pytestmark = pytest.mark.django_db
REASON = "sudah dicek di lapangan"
OTHERS_REASON = "kata kepala desa mereka bersaudara"


@pytest.fixture(scope="module")
def laid_out(
    office: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> tuple[PairOffice, tuple[str, str]]:
    pairs = with_pairs(office, tmp_path_factory.mktemp("keluarga"))
    return pairs, as_families_of_two(pairs)


@pytest.fixture
def pairs(
    laid_out: tuple[PairOffice, tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> PairOffice:
    """The office with pairs, as the pages read it; nothing decided yet."""
    from django.conf import settings

    opened = Gateway(laid_out[0].workspace, settings.OFFICE.engine)
    monkeypatch.setattr("review.published.reader.gateway", lambda: opened)
    return laid_out[0]


@pytest.fixture
def families(laid_out: tuple[PairOffice, tuple[str, str]]) -> tuple[str, str]:
    return laid_out[1]


@pytest.fixture
def operator(pairs: PairOffice, signed_in: Callable[..., Client]) -> Client:
    return signed_in("operator", "", "siti")


@pytest.fixture
def budi(add_user: Callable[..., Any]) -> Any:
    return add_user("verifikator", username="budi")


def body(response: Any) -> str:
    text: str = response.content.decode()
    return text


def page_of(client: Client, families: tuple[str, str]) -> Any:
    return client.get(f"/pasangan/keluarga/{families[0]}/?dengan={families[1]}")


def hidden(page: Any) -> dict[str, str]:
    """The hidden fields of the form for the members, as a browser would send them back."""
    form = body(page).partition('id="keputusan-anggota"')[2]
    form = re.sub(r"<form.*?</form>", "", form, flags=re.DOTALL)
    fields = dict(re.findall(r'<input type="hidden"[^>]*name="([^"]+)" value="([^"]*)"', form))
    return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def field_of(page: Any, *rows: str) -> str:
    """The name of the field that holds the verdict on two rows."""
    (field,) = (
        couple["field"]
        for couple in page.context["couples"]
        if couple["pair"] and {*couple["pair"].ids} == {*rows}
    )
    return str(field)


def send(client: Client, families: tuple[str, str], page: Any, **said: str) -> Any:
    """Send the form of `page` with verdicts by field."""
    form = {**hidden(page), "dengan": families[1], "alasan": REASON, **said}
    return client.post(f"/pasangan/keluarga/{families[0]}/putuskan/", form)


def chosen(page: Any) -> set[str]:
    """The verdicts that are ticked on a page."""
    found = re.findall(r'<input type="radio"[^>]*name="([^"]+)" value="(\w+)" checked', body(page))
    return {f"{name}={value}" for name, value in found}


def test_families_are_compared_member_by_member_and_decided_at_once(
    pairs: PairOffice, operator: Client, families: tuple[str, str]
) -> None:
    page = page_of(operator, families)
    couples = page.context["couples"]
    one, two, _, four, five = pairs.people
    assert {tuple(member["person_id"] for member in couple["members"]) for couple in couples} == {
        (one, two), (four, five),
    }  # fmt: skip
    verdicts = {couple["field"]: "different" for couple in couples}
    assert send(operator, families, page, **verdicts).status_code == 302
    assert {word.evidence_hash for word in Decision.objects.all()} == {
        couple["pair"].evidence_hash for couple in couples
    }


def test_a_couple_may_be_left_for_later(
    pairs: PairOffice, operator: Client, families: tuple[str, str]
) -> None:
    page = page_of(operator, families)
    one, other = (couple["field"] for couple in page.context["couples"])
    assert send(operator, families, page, **{one: "same", other: ""}).status_code == 302
    assert Decision.objects.count() == 1


def test_nothing_is_written_when_a_colleague_decided_on_one_of_the_couples_meanwhile(
    pairs: PairOffice, operator: Client, budi: Any, families: tuple[str, str]
) -> None:
    page = page_of(operator, families)
    one, other = field_of(page, *pairs.rows[:2]), field_of(page, *pairs.rows[3:5])
    Ledger().decide(budi, "pair", sorted(pairs.rows[:2]), "different", OTHERS_REASON)
    word = Decision.objects.get()
    answer = send(operator, families, page, **{one: "same", other: "same"})
    assert answer.status_code == 409
    assert Decision.objects.count() == 1
    html = body(answer)
    assert "Belum ada yang disimpan" in html
    assert f"FIRDAUS dan JUMBERI: {budi.full_name} memutuskan “orang berbeda”" in html
    assert waktu(word.at) in html and OTHERS_REASON in html
    # What was typed is still there, and goes through once it has been read.
    assert REASON in html and chosen(answer) == {f"{one}=same", f"{other}=same"}
    again = send(operator, families, answer, **{one: "same", other: "same"})
    assert again.status_code == 302 and Decision.objects.count() == 3


def test_the_word_of_a_colleague_on_a_couple_that_was_left_out_hinders_nobody(
    pairs: PairOffice, operator: Client, budi: Any, families: tuple[str, str]
) -> None:
    page = page_of(operator, families)
    Ledger().decide(budi, "pair", sorted(pairs.rows[:2]), "different", OTHERS_REASON)
    field = field_of(page, *pairs.rows[3:5])
    assert send(operator, families, page, **{field: "same"}).status_code == 302


def test_a_form_without_reason_does_not_hide_what_was_decided_meanwhile(
    pairs: PairOffice, operator: Client, budi: Any, families: tuple[str, str]
) -> None:
    page = page_of(operator, families)
    field = field_of(page, *pairs.rows[:2])
    Ledger().decide(budi, "pair", sorted(pairs.rows[:2]), "different", OTHERS_REASON)
    refused = send(operator, families, page, **{field: "same", "alasan": ""})
    assert chosen(refused) == {f"{field}=same"}
    assert send(operator, families, refused, **{field: "same"}).status_code == 409


def test_a_family_sent_twice_by_a_double_click_is_decided_once(
    pairs: PairOffice, operator: Client, families: tuple[str, str]
) -> None:
    page = page_of(operator, families)
    verdicts = {couple["field"]: "different" for couple in page.context["couples"]}
    answers = [send(operator, families, page, **verdicts) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Decision.objects.count() == 2


def test_nothing_is_written_when_one_of_the_verdicts_contradicts_an_earlier_one(
    pairs: PairOffice, operator: Client, budi: Any, families: tuple[str, str]
) -> None:
    first, second, third = pairs.rows[:3]
    Ledger().decide(budi, "pair", sorted((first, third)), "same", OTHERS_REASON)
    Ledger().decide(budi, "pair", sorted((second, third)), "same", OTHERS_REASON)
    page = page_of(operator, families)
    one, other = field_of(page, first, second), field_of(page, *pairs.rows[3:5])
    answer = send(operator, families, page, **{one: "different", other: "same"})
    assert answer.status_code == 409
    assert Decision.objects.count() == 2
    html = body(answer)
    assert "Belum ada yang disimpan" in html and "bertentangan" in html
    assert chosen(answer) == {f"{one}=different", f"{other}=same"} and REASON in html
    # The way on: that couple by itself, where the contradiction is shown and asked.
    left, right = sorted((first, second))
    (refused,) = answer.context["contradicting"]
    assert refused["address"] == f"/pasangan/banding/{left}/?dengan={right}"
    assert html.count(refused["address"]) == 2  # in the warning and next to the couple


def test_earlier_words_name_who_said_them_in_full_with_the_reason(
    pairs: PairOffice, operator: Client, budi: Any, families: tuple[str, str]
) -> None:
    Ledger().decide(budi, "pair", sorted(pairs.rows[:2]), "different", OTHERS_REASON)
    html = body(page_of(operator, families))
    assert budi.full_name in html and OTHERS_REASON in html


def test_opening_the_numbers_of_both_families_is_audited_for_both(
    pairs: PairOffice, operator: Client, families: tuple[str, str]
) -> None:
    page = operator.post(f"/pasangan/keluarga/{families[0]}/?dengan={families[1]}", {"buka": "1"})
    assert page.context["opened"]
    assert {*AuditEvent.objects.filter(kind="reveal").values_list("subject", flat=True)} == {
        *families
    }

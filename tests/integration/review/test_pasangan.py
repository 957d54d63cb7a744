"""Pairs: what is asked, what may be seen before deciding, and what becomes of a decision."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from pipelines.office.ledger import VERDICTS
from pipelines.office.workspace import Workspace
from pipelines.resolve.evaluation import is_for_evaluation
from review.audit.models import AuditEvent
from review.ledger.models import Decision
from review.ledger.store import Ledger
from review.pairs.deciding import give_opinion
from review.published.gateway import Gateway
from review.published.reader import Reader
from review.published.scope import Scope
from tests.support.pair_office import PairOffice, with_pairs
from tests.support.small_office import personal_values

pytestmark = pytest.mark.django_db
REASON = "sudah dicek di lapangan"


@pytest.fixture(scope="module")
def laid_out(office: Workspace, tmp_path_factory: pytest.TempPathFactory) -> PairOffice:
    return with_pairs(office, tmp_path_factory.mktemp("pasangan"))


@pytest.fixture
def pairs(laid_out: PairOffice, monkeypatch: pytest.MonkeyPatch) -> PairOffice:
    """The office with pairs, as the pages read it; nothing decided yet."""
    from django.conf import settings

    opened = Gateway(laid_out.workspace, settings.OFFICE.engine)
    monkeypatch.setattr("review.published.reader.gateway", lambda: opened)
    return laid_out


@pytest.fixture
def operator(signed_in: Callable[..., Client]) -> Client:
    return signed_in("operator", "", "siti")


def said(
    client: Client, left: str, right: str, verdict: str, *, to: str = "putuskan", **more: Any
) -> Any:
    form = {
        "kiri": left, "kanan": right, "keputusan": verdict, "alasan": REASON,
        "sesudah": newest(left, right), **more,
    }  # fmt: skip
    return client.post(f"/pasangan/{to}/", form)


def newest(left: str, right: str) -> str:
    """The newest decision on two rows, as a page that is opened now shows it."""
    words = Decision.objects.filter(kind="pair").order_by("-at", "-decision_id")
    return next((w.decision_id for w in words if {*w.subject_ids} == {left, right}), "")


def decide(user: Any, left: str, right: str, verdict: str) -> None:
    Ledger().decide(user, "pair", sorted((left, right)), verdict, REASON)


def body(response: Any) -> str:
    text: str = response.content.decode()
    return text


def test_the_queue_names_who_is_in_question_and_how_many_candidates(
    pairs: PairOffice, operator: Client
) -> None:
    page = body(operator.get("/pasangan/"))
    assert "FIRDAUS" in page and "2 calon: JUMBERI, KASPUL" in page
    assert f"/pasangan/orang/{pairs.people[0]}/" in page


def test_candidates_are_stepped_through_and_the_next_open_one_comes_up(
    pairs: PairOffice, operator: Client
) -> None:
    address = f"/pasangan/orang/{pairs.people[0]}/"
    first = operator.get(address)
    assert "calon 1 dari 2" in body(first) and "?calon=2" in body(first)
    assert "calon 2 dari 2" in body(operator.get(f"{address}?calon=2"))
    left, right = first.context["pair"].ids
    onward = said(operator, left, right, "different", orang=pairs.people[0])
    assert onward.headers["Location"] == address
    second = operator.get(address)
    assert second.context["pair"].ids != (left, right)
    left, right = second.context["pair"].ids
    assert said(operator, left, right, "same", orang=pairs.people[0]).headers["Location"] == (
        "/pasangan/"
    )
    assert "Tidak ada pasangan yang menunggu" in body(operator.get("/pasangan/"))


def test_a_decision_carries_its_reason_and_the_evidence_it_was_taken_on(
    pairs: PairOffice, operator: Client
) -> None:
    pair = operator.get(f"/pasangan/orang/{pairs.people[0]}/").context["pair"]
    said(operator, pair.ids[0], pair.ids[1], "same")
    (kept,) = Decision.objects.all()
    assert (kept.kind, tuple(kept.subject_ids), kept.verdict) == ("pair", pair.ids, "same")
    assert (kept.reason, kept.by, kept.evidence_hash) == (REASON, "siti", pair.evidence_hash)
    assert len(pair.evidence_hash) == 32


def test_the_evidence_on_the_page_is_the_evidence_of_the_run(
    pairs: PairOffice, operator: Client
) -> None:
    context = operator.get(f"/pasangan/orang/{pairs.people[0]}/").context
    everything = Reader(_gateway().publication(), Scope("", ""))
    hashes = {
        (row["record_id_l"], row["record_id_r"]): row["evidence_hash"]
        for row in everything.rows("pairs/candidates", person=pairs.people[0])
    }
    assert hashes[context["pair"].ids] == context["pair"].evidence_hash


def _gateway() -> Gateway:
    from review.published import reader

    return reader.gateway()


def test_a_pair_is_not_asked_again_while_its_evidence_stands(
    pairs: PairOffice, operator: Client
) -> None:
    """Decided last month on rows with other ids that said the same."""
    pair = operator.get(f"/pasangan/orang/{pairs.people[0]}/").context["pair"]
    Ledger().append(
        [
            {
                "kind": "pair", "subject_ids": ["lama1", "lama2"], "verdict": "different",
                "reason": REASON, "by": "budi", "at": "2026-09-01T00:00:00+00:00",
                "evidence_hash": evidence,
            }
            for evidence in (pair.evidence_hash, "0" * 32)
        ]
    )  # fmt: skip
    assert "1 calon" in body(operator.get("/pasangan/"))
    assert "1 calon" in body(operator.get("/pasangan/?keadaan=decided"))


def test_an_unsure_pair_leaves_the_waiting_ones_and_can_be_found_again(
    pairs: PairOffice, operator: Client
) -> None:
    pair = operator.get(f"/pasangan/orang/{pairs.people[0]}/").context["pair"]
    said(operator, pair.ids[0], pair.ids[1], "unsure")
    assert "1 calon" in body(operator.get("/pasangan/"))
    assert "1 calon" in body(operator.get("/pasangan/?keadaan=unsure"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"alasan": " "}, "Tulis alasannya"),
        ({"keputusan": ""}, "Pilih salah satu keputusan"),
        ({"alasan": "NIK 6305014101800001 sama"}, "Hapus NIK"),
    ],
    ids=["no reason", "no verdict", "a NIK in the reason"],
)
def test_an_incomplete_decision_is_reported_and_not_written(
    pairs: PairOffice, operator: Client, change: dict[str, str], expected: str
) -> None:
    page = said(operator, pairs.rows[0], pairs.rows[1], "same", **change)
    assert expected in body(page)
    assert not Decision.objects.exists()


def test_differences_are_marked_and_said_in_one_sentence(
    pairs: PairOffice, operator: Client
) -> None:
    page = operator.get(f"/pasangan/banding/{pairs.rows[0]}/?dengan={pairs.rows[1]}")
    assert "Jenis kelamin, hubungan keluarga, desa/kelurahan" in page.context["pair"].sentence
    assert page.context["pair"].sentence.endswith("berbeda.")
    assert 'class="beda"' in body(page)


def test_numbers_are_masked_until_opened_and_the_opening_is_audited(
    pairs: PairOffice, operator: Client
) -> None:
    address = f"/pasangan/banding/{pairs.rows[0]}/?dengan={pairs.rows[1]}"
    numbers = [value for value in personal_values() if value.isdigit()]
    masked, opened = operator.get(address), operator.post(address, {"buka": "1"})
    assert not [number for number in numbers if number in body(masked)]
    assert len([number for number in numbers if number in body(opened)]) == 4
    revealed = AuditEvent.objects.filter(kind="reveal").values_list("subject", flat=True)
    assert {*revealed} == {*pairs.rows[:2]}  # both people's numbers were seen


def test_a_decision_made_since_the_page_opened_is_shown_before_it_is_overruled(
    pairs: PairOffice, operator: Client, add_user: Callable[..., Any]
) -> None:
    one, two = pairs.rows[:2]
    decide(add_user("verifikator", username="budi"), one, two, "different")
    answer = said(operator, one, two, "same", sesudah="")
    assert answer.status_code == 409
    assert "Belum disimpan" in body(answer) and REASON in body(answer)
    assert Decision.objects.count() == 1
    said(operator, one, two, "same")
    assert Decision.objects.count() == 2


def test_a_form_without_reason_does_not_hide_what_was_decided_meanwhile(
    pairs: PairOffice, operator: Client, add_user: Callable[..., Any]
) -> None:
    one, two = pairs.rows[:2]
    decide(add_user("verifikator", username="budi"), one, two, "different")
    refused = said(operator, one, two, "same", sesudah="", alasan="")
    (seen,) = re.findall(r'name="sesudah" value="([^"]*)"', body(refused))
    assert said(operator, one, two, "same", sesudah=seen).status_code == 409


def test_numbers_can_be_opened_where_nothing_was_written(
    pairs: PairOffice, operator: Client, add_user: Callable[..., Any]
) -> None:
    one, two = pairs.rows[:2]
    decide(add_user("verifikator", username="budi"), one, two, "different")
    drawn = pairs.rows[3:5]
    for refused in (
        said(operator, one, two, "same", sesudah=""),
        said(operator, drawn[0], drawn[1], "same", to="sampel/jawab", alasan=""),
    ):
        (address,) = re.findall(r'action="([^"]+)" class="buka">', body(refused))
        assert operator.post(unescape(address), {"buka": "1"}).context["opened"]


def test_a_verdict_sent_twice_by_a_double_click_is_one_decision(
    pairs: PairOffice, operator: Client
) -> None:
    one, two = pairs.rows[:2]
    answers = [said(operator, one, two, "different", sesudah="") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Decision.objects.count() == 1


def test_all_decisions_name_people_in_full_and_mark_what_was_replaced(
    pairs: PairOffice, operator: Client, add_user: Callable[..., Any]
) -> None:
    budi = add_user("verifikator", username="budi")
    decide(budi, pairs.rows[0], pairs.rows[1], "same")
    decide(budi, pairs.rows[0], pairs.rows[1], "different")
    rows = operator.get("/pasangan/diputus/").context["page"].rows
    assert [(row["word"].verdict, row["stands"]) for row in rows] == [
        ("different", True), ("same", False),
    ]  # fmt: skip
    page = body(operator.get("/pasangan/diputus/"))
    assert page.count("sudah diganti") == 1 and budi.full_name in page


def test_what_contradicts_earlier_decisions_is_shown_and_asked_before_it_is_written(
    pairs: PairOffice, operator: Client, add_user: Callable[..., Any]
) -> None:
    budi = add_user("verifikator", username="budi")
    one, two, three = pairs.rows[:3]
    decide(budi, one, two, "same")
    decide(budi, two, three, "same")
    page = said(operator, one, three, "different")
    assert page.status_code == 409 and "bertentangan" in body(page)
    assert len(page.context["words"]) == 2 and Decision.objects.count() == 2
    wrong = page.context["words"][1]["word"].decision_id
    assert said(operator, one, three, "different", tarik=[wrong]).status_code == 302
    newest = list(Decision.objects.order_by("at").values_list("verdict", "by"))[2:]
    assert newest == [("unsure", "siti"), ("different", "siti")]


def test_a_third_same_is_refused_where_two_of_them_were_told_apart(
    pairs: PairOffice, operator: Client, add_user: Callable[..., Any]
) -> None:
    budi = add_user("verifikator", username="budi")
    one, two, three = pairs.rows[:3]
    decide(budi, one, two, "same")
    decide(budi, one, three, "different")
    page = said(operator, two, three, "same")
    assert {entry["word"].verdict for entry in page.context["words"]} == {"same", "different"}
    assert Decision.objects.count() == 2


def test_a_word_taken_back_contradicts_nothing(
    pairs: PairOffice, operator: Client, add_user: Callable[..., Any]
) -> None:
    budi = add_user("verifikator", username="budi")
    one, two, three = pairs.rows[:3]
    decide(budi, one, two, "same")
    decide(budi, two, three, "same")
    decide(budi, two, three, "unsure")
    assert said(operator, one, three, "different").status_code == 302


def test_a_decision_may_be_changed_and_the_old_one_stays_in_the_ledger(
    pairs: PairOffice, operator: Client
) -> None:
    one, two = pairs.rows[:2]
    said(operator, one, two, "same")
    said(operator, one, two, "different")
    assert list(Decision.objects.order_by("at").values_list("verdict", flat=True)) == [
        "same",
        "different",
    ]
    listed = body(operator.get("/pasangan/diputus/"))
    assert listed.count("Lihat atau ubah") == 2 and "FIRDAUS" in listed


def test_scores_are_hidden_until_decided_where_the_pair_judges_the_program(
    pairs: PairOffice, operator: Client
) -> None:
    one, two = pairs.rows[3:5]
    address = f"/pasangan/banding/{one}/?dengan={two}"
    assert "baru ditunjukkan sesudah Anda memutuskan" in body(operator.get(address))
    assert not operator.get(address).context["shows_score"]
    assert "tidak melihat alasan" in body(
        operator.get(said(operator, one, two, "different").headers["Location"])
    )
    assert operator.get(address).context["shows_score"]


def test_scores_are_shown_where_the_pair_judges_nothing(
    pairs: PairOffice, operator: Client
) -> None:
    plain = [other for other in pairs.rows[1:3] if not is_for_evaluation(pairs.rows[0], other)]
    for other in plain:
        page = operator.get(f"/pasangan/banding/{pairs.rows[0]}/?dengan={other}")
        assert "40,0%" in body(page)


def test_what_each_comparison_weighed_is_drawn_without_script_or_inline_style(
    pairs: PairOffice, operator: Client
) -> None:
    one, other, never_compared = pairs.rows[:3]
    said(operator, one, other, "same")  # then it is shown even where the pair judges the program
    page = body(operator.get(f"/pasangan/banding/{one}/?dengan={other}"))
    assert page.count('<rect class="') == 7 and "style=" not in page
    assert "Yang menguatkan: " in page and "nama sama" in page and "+42,0" in page
    said(operator, one, never_compared, "different")
    page = body(operator.get(f"/pasangan/banding/{one}/?dengan={never_compared}"))
    assert "<rect" not in page


def test_weights_are_hidden_with_the_score(pairs: PairOffice, operator: Client) -> None:
    one, two = pairs.rows[3:5]
    address = f"/pasangan/banding/{one}/?dengan={two}"
    page = body(operator.get(address))
    assert "<rect" not in page and "Yang menguatkan" not in page
    said(operator, one, two, "different")
    assert "<rect" in body(operator.get(address))


def test_two_people_judge_a_drawn_pair_without_knowing_of_each_other(
    pairs: PairOffice, operator: Client, signed_in: Callable[..., Client]
) -> None:
    one, two = sorted(pairs.rows[3:5])
    other = signed_in("verifikator", "", "budi")
    assert said(operator, one, two, "different", to="sampel/jawab").status_code == 302
    assert list(Decision.objects.values_list("kind", "verdict")) == [("pair_opinion", "different")]
    blind = body(other.get("/pasangan/sampel/"))
    assert "berbeda</strong>" not in blind and "siti" not in blind and "%" not in blind
    said(other, one, two, "different", to="sampel/jawab")
    assert list(Decision.objects.order_by("at").values_list("kind", "by")) == [
        ("pair_opinion", "siti"),
        ("pair_opinion", "budi"),
        ("pair", "budi"),
    ]
    assert "Kesepakatan" in body(other.get("/pasangan/sampel/", follow=True))


def test_two_who_disagree_leave_the_pair_to_be_talked_about(
    pairs: PairOffice, operator: Client, signed_in: Callable[..., Client]
) -> None:
    one, two = pairs.rows[3:5]
    other = signed_in("verifikator", "", "budi")
    said(operator, one, two, "different", to="sampel/jawab")
    said(other, one, two, "same", to="sampel/jawab")
    assert set(Decision.objects.values_list("kind", flat=True)) == {"pair_opinion"}
    page = other.get("/pasangan/kesepakatan/")
    assert len(page.context["open"]) == 1 and "Perlu dibicarakan: 1" in body(page)
    (first, second) = [entry["row"] for entry in page.context["table"]]
    assert (first.percent, second.percent) == (0, 0)
    decided = said(operator, one, two, "different")
    assert decided.status_code == 302
    assert other.get("/pasangan/kesepakatan/").context["open"] == []


def test_nobody_judges_a_drawn_pair_twice(pairs: PairOffice, operator: Client) -> None:
    one, two = pairs.rows[3:5]
    said(operator, one, two, "different", to="sampel/jawab")
    again = said(operator, one, two, "same", to="sampel/jawab")
    assert again.headers["Location"] == "/pasangan/sampel/"
    assert Decision.objects.count() == 1


def test_an_opinion_sent_twice_at_once_is_one(
    pairs: PairOffice, operator: Client, add_user: Callable[..., Any]
) -> None:
    """Both copies of a double click were let in before either had written."""
    pair = operator.get("/pasangan/sampel/").context["pair"]
    budi = add_user("verifikator", username="budi")
    published = Reader(_gateway().publication(), Scope("", ""))
    for _ in range(2):
        give_opinion(budi, published, pair, "different", REASON)
    assert Decision.objects.filter(kind="pair_opinion").count() == 1


def test_every_verdict_of_the_form_is_one_of_the_ledger() -> None:
    from review.pairs.forms import VERDICTS as offered

    assert tuple(value for value, _ in offered) == VERDICTS["pair"] == VERDICTS["pair_opinion"]


def test_what_waits_is_shown_on_the_first_page(pairs: PairOffice, operator: Client) -> None:
    page = body(operator.get("/"))
    assert "2</strong> pasangan menunggu keputusan" in page
    assert "1</strong> pasangan sampel menunggu pendapat Anda" in page


@pytest.mark.parametrize("role", ["administrator", "pimpinan"])
def test_who_does_not_decide_sees_no_pairs(signed_in: Callable[..., Client], role: str) -> None:
    assert signed_in(role).get("/pasangan/").status_code == 403

"""One finding: its family, every row about it, what was decided, and deciding."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pipelines.domain.periods import period_words
from pipelines.domain.words import POVERTY
from review.access.declare import allowed
from review.access.objects import one_or_404
from review.accounts.requests import OfficerRequest
from review.accounts.roles import DECIDERS, PEOPLE, PLACES
from review.findings import deciding
from review.findings.answers import in_words
from review.findings.forms import AttachmentForm, DecisionForm
from review.findings.models import Assignment, Attachment
from review.findings.queue import Queue
from review.findings.side_by_side import side_by_side
from review.ledger.meanwhile import DecidedMeanwhileError, is_repeated
from review.ledger.models import Decision
from review.ledger.second import NotTheSecond
from review.pages import reveal
from review.published.errors import NothingPublished, OutdatedPublication
from review.published.reader import Reader, Row, gateway, reader

FLAG, PROPOSAL = "flag", "proposal"
EVIDENCE_FIELD = "bukti"  # of the finding as the user saw it when deciding
SEEN_FIELD = "sesudah"  # the newest word that the user saw when deciding


@allowed(PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: OfficerRequest, flag_id: str) -> HttpResponse:
    """The finding; NIK and KK masked until opened by a POST."""
    return _page(request, _found(request, flag_id))


@allowed(DECIDERS)
@require_POST
def decide(request: OfficerRequest, flag_id: str) -> HttpResponse:
    """A word on the finding."""
    return _decide(request, flag_id, FLAG)


@allowed(DECIDERS)
@require_POST
def propose(request: OfficerRequest, flag_id: str) -> HttpResponse:
    """A word on proposing the finding's family to the registry."""
    return _decide(request, flag_id, PROPOSAL)


@allowed(PEOPLE)
@require_safe
def history(request: OfficerRequest, flag_id: str) -> HttpResponse:
    """The family's findings in every published month."""
    found = _found(request, flag_id)
    months: list[dict[str, Any]] = []
    for period in sorted(gateway().periods(), reverse=True):
        try:
            then = reader(request, period)
            rows = then.rows("findings/month", household=found["household_id"], flag=flag_id)
        except OutdatedPublication:
            months.append({"period": period, "outdated": True})
        except NothingPublished:  # withdrawn while we looked
            continue
        else:
            months.append({"period": period, "findings": rows})
    context = {"finding": found, "months": months, "decisions": deciding.decisions_on(found)}
    return render(request, "findings/riwayat.html", context)


def _found(request: OfficerRequest, flag_id: str) -> Row:
    return one_or_404(request, "findings/one", subject=flag_id, flag=flag_id)


def _decide(request: OfficerRequest, flag_id: str, about: str) -> HttpResponse:
    found = _found(request, flag_id)
    words = deciding.words_for(request.user, found, about) if _is_current(request) else []
    form = DecisionForm(request.POST, words=words, prefix=about)
    published = reader(request)
    queue = Queue(request, published)
    here = f"{reverse('temuan-rinci', args=[flag_id])}?{queue.address}"
    seen, newest = request.POST.get(SEEN_FIELD, ""), deciding.newest_word(found, about)
    if newest is not None and newest.decision_id != seen:
        given = [request.POST.get(f"{about}-{name}", "") for name in ("keputusan", "alasan")]
        if not is_repeated(newest, request.user, *given):
            return _decided_meanwhile(request, flag_id, about, newest)
        messages.success(request, _said(newest.verdict))
        return redirect(here)
    if request.POST.get(EVIDENCE_FIELD) != (found["evidence_hash"] or ""):
        messages.warning(
            request, "Buktinya berubah sejak Anda membukanya. Lihat dulu yang baru, lalu putuskan."
        )
        return redirect(here)
    if not form.is_valid():
        return _page(request, found, {about: form})
    around = queue.around(flag_id)  # before the decision may take it out of the queue
    verdict, reason = form.cleaned_data["keputusan"], form.cleaned_data["alasan"]
    try:
        written = deciding.decide(request.user, found, about, verdict, reason, seen)
    except DecidedMeanwhileError as meanwhile:
        return _decided_meanwhile(request, flag_id, about, meanwhile.newest)
    except NotTheSecond as error:
        messages.error(request, str(error))
        return redirect(here)
    messages.success(request, _said(written))
    if "lanjut" in request.POST and around is not None and around["next"]:
        return redirect(f"{reverse('temuan-rinci', args=[around['next']])}?{queue.address}")
    return redirect(here)


def _decided_meanwhile(
    request: OfficerRequest, flag_id: str, about: str, newest: Decision
) -> HttpResponse:
    """The page with what a colleague said since, and with the reason that the user has typed."""
    found = _found(request, flag_id)  # again: what was read before may be from before that word
    messages.warning(
        request,
        f"Belum disimpan: {deciding.full_name(newest.by)} lebih dulu memutuskan "
        f"“{deciding.VERDICTS[newest.verdict].lower()}” sesudah Anda membuka halaman ini. Baca "
        "alasannya di riwayat, lalu pilih keputusan Anda sekali lagi.",
    )
    words = deciding.words_for(request.user, found, about) if _is_current(request) else []
    typed = {"alasan": request.POST.get(f"{about}-alasan", "")}
    form = DecisionForm(words=words, prefix=about, initial=typed)
    return _page(request, found, {about: form} if words else None, status=409)


def _said(written: str) -> str:
    """What is said after a decision."""
    if written == "first_agree":
        return "Persetujuan Anda tercatat. Ini baru berlaku setelah orang kedua juga menyetujuinya."
    if written == "agree":
        return "Persetujuan tercatat dan berlaku mulai proses bulan berikutnya."
    return "Keputusan Anda tercatat."


def _is_current(request: OfficerRequest) -> bool:
    """Whether the newest month is shown: earlier ones are there to be read."""
    return reader(request).period == gateway().periods()[-1]


def _page(
    request: OfficerRequest,
    found: Row,
    bound: dict[str, DecisionForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The finding's page; `bound` holds forms that were sent with a fault."""
    published = reader(request)
    queue = Queue(request, published)
    members = published.rows(
        "findings/members", household=found["household_id"], head=found["head_person_id"]
    )
    rows = published.rows("findings/rows", household=found["household_id"])
    current = _is_current(request)
    assignment = Assignment.objects.filter(flag_id=found["flag_id"]).select_related("user").first()
    return render(
        request,
        "findings/rinci.html",
        {
            "finding": found,
            "period": published.period,
            "current": current,
            "opened": reveal.opened(request, found["household_id"]),
            "filters": queue.address,
            "around": queue.around(found["flag_id"]),
            "members": members,
            "people": side_by_side(found, members, rows),
            "reasons": _reasons(published, found, rows),
            "criteria": _criteria(published, found),
            "poverty": POVERTY.get(found["poverty"], ""),
            "answers": in_words(published, found["flag_id"], rows),
            "standings": published.rows("findings/standings", household=found["household_id"]),
            "past": published.rows("findings/history", household=found["household_id"]),
            "decisions": deciding.decisions_on(found),
            "about": [
                _deciding(request, found, about, current, bound or {})
                for about in (FLAG, PROPOSAL)
                if about == FLAG or found["kind"] in deciding.PROPOSABLE
            ],
            "assignment": assignment,
            "attachments": Attachment.objects.filter(flag_id=found["flag_id"]),
            "attachment_form": AttachmentForm()
            if current and request.user.role in DECIDERS | PLACES
            else None,
        },
        status=status,
    )


def _deciding(
    request: OfficerRequest, found: Row, about: str, current: bool, bound: dict[str, DecisionForm]
) -> dict[str, Any]:
    """What the page shows of deciding on the finding, or on its proposal."""
    state, by = deciding.standing(found, about)
    words = deciding.words_for(request.user, found, about) if current else []
    form = bound.get(about) or (DecisionForm(words=words, prefix=about) if words else None)
    return {
        "name": about,
        "title": "Keputusan" if about == FLAG else "Usulan ke SIKS-NG",
        "address": reverse(
            "temuan-keputusan" if about == FLAG else "temuan-usulan", args=[found["flag_id"]]
        ),
        "state": deciding.VERDICTS[state],
        "label": deciding.LABELS[state],
        "first": deciding.full_name(by) if state == "second" else "",
        "needs_two": deciding.needs_two(found, about),
        "newest": deciding.newest_id(found, about),
        "obstacle": deciding.obstacle(request.user, found, about) if current else "",
        "form": form,
    }


def _reasons(published: Reader, found: Row, rows: list[Row]) -> list[dict[str, Any]]:
    """The reasons with the places of their evidence; rows beyond the user's place are counted."""
    known = {row["record_id"]: row for row in rows}
    reasons = found["reasons"] or []
    others = {record for reason in reasons for record in reason["record_ids"] or []} - known.keys()
    if others:
        elsewhere = published.rows("findings/evidence", records=sorted(others))
        known |= {row["record_id"]: row for row in elsewhere}
    return [
        {
            "evidence": reason["evidence"],
            "rule": reason["rule"],
            "rows": [known[record] for record in reason["record_ids"] or [] if record in known],
            "beyond": sum(record not in known for record in reason["record_ids"] or []),
        }
        for reason in reasons
    ]


def _criteria(published: Reader, found: Row) -> dict[str, list[str]]:
    """The criteria of poverty that are met, and those not stated, in words."""
    if not found["proposed"]:
        return {}
    words = {row["code"]: row["words"] for row in published.rows("findings/criteria")}
    answered = {
        one["code"]: f" (jawaban {period_words(one['period'])})"
        for one in found["criteria_remembered"] or []
    }
    return {
        title: [
            f"{code}. {words.get(code, '')}{answered.get(code, '')}" for code in found[name] or []
        ]
        for title, name in (("Terpenuhi", "criteria_met"), ("Belum diisi", "criteria_missing"))
    }

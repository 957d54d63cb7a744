"""The queue of undecided pairs, the comparison of two rows, and deciding on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from review.access.declare import allowed
from review.access.objects import one_or_404
from review.accounts.names import full_names
from review.accounts.places import place_choices
from review.accounts.requests import OfficerRequest
from review.accounts.roles import DECIDERS
from review.ledger.meanwhile import DecidedMeanwhileError, is_repeated
from review.ledger.models import Decision
from review.pages.reveal import opened
from review.pairs import pairs
from review.pairs.contradictions import Word
from review.pairs.deciding import decide
from review.pairs.forms import REASONS, SEEN_FIELD, VERDICTS, QueueFilter, VerdictForm
from review.pairs.pairs import Pair
from review.published.reader import Page, Reader, Row, reader

SAID = {
    "same": "Dicatat: orang yang sama.",
    "different": "Dicatat: orang berbeda.",
    "unsure": "Dicatat: belum yakin. Rekan lain masih dapat memutuskan.",
}
DECISIONS_PER_PAGE = 25


@allowed(DECIDERS)
@require_safe
def queue(request: OfficerRequest) -> HttpResponse:
    """People who may be someone else too, those on whom a finding hangs first."""
    published = reader(request)
    form = QueueFilter(request.GET, places=place_choices())
    wanted = form.cleaned_data if form.is_valid() else {}
    standing = wanted.get("keadaan") or "open"
    page = published.page(
        "pairs/queue", _number(request, "halaman"), standing=standing,
        place=wanted.get("tempat") or "",
    )  # fmt: skip
    sample = published.row("pairs/sample_counts", reviewer=request.user.username)
    return render(
        request,
        "pairs/antrean.html",
        {
            "form": form,
            "page": page,
            "standing": standing,
            "counts": published.row("pairs/counts"),
            "sample": sample,
            "to_judge": len(published.rows("pairs/sample", reviewer=request.user.username)),
            "period": published.period,
        },
    )


@allowed(DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def candidates(request: OfficerRequest, person_id: str) -> HttpResponse:
    """The candidates of one person, one at a time: `?calon=2` is the second of them."""
    person = one_or_404(request, "pairs/person", subject=person_id, person=person_id)
    published = reader(request)
    found = published.rows("pairs/candidates", person=person_id)
    if not found:
        messages.info(request, "Tidak ada pertanyaan tentang orang ini pada bulan ini.")
        return redirect("pasangan")
    first_open = next((n for n, one in enumerate(found, 1) if one["standing"] == "open"), 1)
    number = min(max(1, _number(request, "calon", first_open)), len(found))
    shown = found[number - 1]
    pair = pairs.load(request, published, shown["record_id_l"], shown["record_id_r"])
    return _comparison(
        request,
        pair,
        {
            "person": person,
            "number": number,
            "total": len(found),
            "left_to_do": sum(one["standing"] == "open" for one in found),
            "previous": number - 1,
            "next": number + 1 if number < len(found) else 0,
        },
        at_home=True,
    )


@allowed(DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def comparison(request: OfficerRequest, record_id: str) -> HttpResponse:
    """Any two rows side by side: `?dengan=` names the other one."""
    one_or_404(request, "pairs/row", subject=record_id, record=record_id)
    other = request.GET.get("dengan", "")
    if other in ("", record_id):
        messages.info(request, "Pilih dulu baris kedua yang akan dibandingkan.")
        return redirect("pasangan")
    published = reader(request)
    pair = pairs.load(request, published, record_id, other)
    return _comparison(request, pair, {}, at_home=True)


@allowed(DECIDERS)
@require_POST
def decide_pair(request: OfficerRequest) -> HttpResponse:
    """Write a verdict; one that contradicts earlier ones is shown with them and asked again."""
    form = VerdictForm(request.POST)
    published = reader(request)
    if not {"kiri", "kanan"} <= set(request.POST):
        messages.error(request, "Pilih dulu pasangan yang akan diputuskan.")
        return redirect("pasangan")
    pair = pairs.load(request, published, request.POST["kiri"], request.POST["kanan"])
    person_id, seen = request.POST.get("orang", ""), request.POST.get(SEEN_FIELD, "")
    if not form.is_valid():
        typed = {"form": form, "person_id": person_id, "seen": seen}
        return _comparison(request, pair, typed)
    said, user = form.cleaned_data, request.user
    verdict, reason = said["keputusan"], said["alasan"]
    withdraw = request.POST.getlist("tarik")
    try:
        contradicting = decide(user, published, pair, verdict, reason, withdraw, seen)
    except DecidedMeanwhileError as meanwhile:
        newest = meanwhile.newest
        if not is_repeated(newest, user, verdict, reason):
            return _decided_meanwhile(request, pair, newest, person_id)
        messages.success(request, SAID[verdict])  # a form that was sent twice
        return redirect(_onward(request, person_id))
    if contradicting:
        context = {
            "pair": pair,
            "form": form,
            "person_id": person_id,
            "words": _described(published, contradicting),
            "seen": seen,
            "verdict": dict(VERDICTS)[verdict],
            "insisted": bool(request.POST.get("lanjut")),
        }
        return render(request, "pairs/bertentangan.html", context, status=409)
    messages.success(request, SAID[verdict])
    if pair.judges:
        messages.info(request, pair.opinion_of_program)
    return redirect(_onward(request, person_id))


@allowed(DECIDERS)
@require_safe
def decided(request: OfficerRequest) -> HttpResponse:
    """What people decided on pairs, the newest first; each can be looked at and decided again."""
    listed = Paginator(
        Decision.objects.filter(kind="pair").order_by("-at", "-decision_id"), DECISIONS_PER_PAGE
    ).get_page(request.GET.get("halaman"))
    published = reader(request)
    names = _names(published, [row for word in listed for row in word.subject_ids])
    people, standing = full_names(), pairs.standing_words(listed)
    rows = [
        {
            "word": word,
            "by": people.get(word.by, word.by),
            "stands": word.decision_id in standing,
            "verdict": dict(VERDICTS)[word.verdict],
            "names": [names.get(row) for row in word.subject_ids],
            "address": _address_of(word.subject_ids)
            if all(r in names for r in word.subject_ids)
            else "",
        }
        for word in listed
    ]
    page = Page(rows, listed.number, listed.paginator.num_pages, listed.paginator.count)
    return render(request, "pairs/diputus.html", {"page": page})


def _decided_meanwhile(
    request: OfficerRequest, pair: Pair, newest: Decision, person_id: str
) -> HttpResponse:
    """The pair with what a colleague said since the user opened it; nothing is written."""
    messages.warning(
        request,
        f"Belum disimpan: {full_names().get(newest.by, newest.by)} lebih dulu memutuskan "
        f"“{dict(VERDICTS)[newest.verdict].lower()}” sesudah Anda membuka halaman ini. Baca dulu "
        "alasannya, lalu simpan keputusan Anda sekali lagi bila masih perlu.",
    )
    bound = {"form": VerdictForm(initial=request.POST.dict()), "person_id": person_id}
    return _comparison(request, pair, bound, status=409)


def _comparison(
    request: OfficerRequest,
    pair: Pair,
    context: dict[str, Any],
    at_home: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page of one pair; scores only where the user may see them.

    `at_home` where the address is the pair's own, and not that of a form that was refused.
    """
    words, people = pairs.words_on(pair), full_names()
    left, right = pair.ids
    person = context.get("person")
    starting = {
        "kiri": left, "kanan": right,
        "keputusan": words[0].verdict if words else None,
    }  # fmt: skip
    return render(
        request,
        "pairs/banding.html",
        {
            "pair": pair,
            "form": VerdictForm(initial=starting),
            "reasons": REASONS,
            "words": [
                {
                    "word": word,
                    "by": people.get(word.by, word.by),
                    "verdict": dict(VERDICTS)[word.verdict],
                }
                for word in words
            ],
            "seen": words[0].decision_id if words else "",
            "opening": "" if at_home else _address_of(pair.ids),
            "shows_score": pairs.shows_score(pair, request.user.username),
            "opened": opened(request, *pair.ids),
            "person_id": person["person_id"] if person else "",
            "family": _families(pair),
            **context,
        },
        status=status,
    )


def _families(pair: Pair) -> str:
    """Where both families are compared member by member; empty where both are one family."""
    left, right = pair.left["household_id"], pair.right["household_id"]
    if left == right:
        return ""
    return f"{reverse('pasangan-keluarga', args=[left])}?{urlencode({'dengan': right})}"


def _onward(request: OfficerRequest, person_id: str) -> str:
    """The next open candidate of the person, else the queue."""
    found = reader(request).rows("pairs/candidates", person=person_id)  # with the new verdict
    some_open = any(row["standing"] == "open" for row in found)
    return str(reverse("pasangan-orang", args=[person_id]) if some_open else reverse("pasangan"))


def _described(published: Reader, words: list[Word]) -> list[dict[str, Any]]:
    """Decisions with the names of whom they are about, for a page."""
    names, people = _names(published, [row for word in words for row in word.rows]), full_names()
    return [
        {
            "word": word,
            "by": people.get(word.by, word.by),
            "verdict": dict(VERDICTS)[word.verdict],
            "names": [names.get(row) for row in sorted(word.rows)],
        }
        for word in words
    ]


def _names(published: Reader, records: list[str]) -> dict[str, Row]:
    return {row["record_id"]: row for row in published.rows("pairs/names", records=records)}


def _address_of(rows: Sequence[str]) -> str:
    """Where two rows are compared."""
    left, right = rows[:2]
    return f"{reverse('pasangan-banding', args=[left])}?{urlencode({'dengan': right})}"


def _number(request: OfficerRequest, field: str, otherwise: int = 1) -> int:
    """A number in the address; `otherwise` when there is none."""
    asked = request.GET.get(field, "")
    return int(asked) if asked.isascii() and asked.isdigit() else otherwise

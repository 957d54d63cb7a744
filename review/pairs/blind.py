"""Blind double review: two people judge the same drawn pairs without knowing of each other.

Neither what the program thought nor what the other said is shown before one's own opinion is given.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from review.access.declare import allowed
from review.accounts.names import full_names
from review.accounts.requests import OfficerRequest
from review.accounts.roles import DECIDERS
from review.ledger.models import Decision
from review.pages.reveal import opened
from review.pairs import pairs
from review.pairs.agreement import judged_twice, per_reviewer
from review.pairs.deciding import give_opinion
from review.pairs.forms import REASONS, VERDICTS, VerdictForm
from review.pairs.pairs import OPINION
from review.published.reader import Reader, reader

WORDS = dict(VERDICTS)


@allowed(DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: OfficerRequest) -> HttpResponse:
    """The next drawn pair on which the user has given no opinion."""
    published = reader(request)
    waiting = published.rows("pairs/sample", reviewer=request.user.username)
    if not waiting:
        messages.info(request, "Semua pasangan sampel bulan ini sudah Anda nilai.")
        return redirect("pasangan-kesepakatan")
    pair = pairs.load(request, published, waiting[0]["record_id_l"], waiting[0]["record_id_r"])
    return _blind(request, pair, len(waiting), VerdictForm(initial=_rows_of(pair)))


@allowed(DECIDERS)
@require_POST
def answer(request: OfficerRequest) -> HttpResponse:
    """Write the opinion, then show what the program thought."""
    published = reader(request)
    waiting = {
        frozenset((row["record_id_l"], row["record_id_r"]))
        for row in published.rows("pairs/sample", reviewer=request.user.username)
    }
    asked = frozenset((request.POST.get("kiri", ""), request.POST.get("kanan", "")))
    if asked not in waiting:
        messages.error(request, "Pasangan itu sudah dinilai, atau tidak termasuk sampel.")
        return redirect("pasangan-sampel")
    pair = pairs.load(request, published, *asked)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return _blind(request, pair, len(waiting), form)
    said = form.cleaned_data
    give_opinion(request.user, published, pair, said["keputusan"], said["alasan"])
    messages.success(request, f"Pendapat Anda tersimpan. {pair.opinion_of_program}")
    return redirect("pasangan-sampel")


@allowed(DECIDERS)
@require_safe
def agreement(request: OfficerRequest) -> HttpResponse:
    """How far reviewers agree, and the pairs to talk about."""
    opinions = _opinions()
    twice = judged_twice(opinions)
    people = full_names()
    return render(
        request,
        "pairs/kesepakatan.html",
        {
            "table": sorted(
                (
                    {"name": people.get(row.reviewer, row.reviewer), "row": row}
                    for row in per_reviewer(opinions)
                ),
                key=lambda one: str(one["name"]),
            ),
            "compared": len(twice),
            "open": _to_talk_about(reader(request), twice, people),
        },
    )


def _blind(
    request: OfficerRequest, pair: pairs.Pair, waiting: int, form: VerdictForm
) -> HttpResponse:
    context = {
        "pair": pair,
        "form": form,
        "waiting": waiting,
        "reasons": REASONS,
        "opening": reverse("pasangan-sampel"),
        "opened": opened(request, *pair.ids),
    }
    return render(request, "pairs/sampel.html", context)


def _rows_of(pair: pairs.Pair) -> dict[str, str]:
    left, right = pair.ids
    return {"kiri": left, "kanan": right}


def _opinions() -> dict[str, dict[tuple[str, ...], str]]:
    """The newest opinion of each reviewer on each pair."""
    found: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for said in Decision.objects.filter(kind=OPINION).order_by("at", "decision_id"):
        found[said.by][tuple(sorted(said.subject_ids))] = said.verdict
    return found


def _to_talk_about(
    published: Reader, twice: dict[tuple[str, ...], dict[str, str]], people: dict[str, str]
) -> list[dict[str, Any]]:
    """Pairs judged by two people that are still without a decision, with both opinions."""
    rows = [row for pair in twice for row in pair]
    names = {row["record_id"]: row for row in published.rows("pairs/names", records=rows)}
    decided = {
        (row["record_id_l"], row["record_id_r"])
        for row in published.rows("pairs/verdicts", records=rows)
    }
    return [
        {
            "names": [names[row] for row in pair],
            "said": [(people.get(by, by), WORDS[verdict]) for by, verdict in said.items()],
            "address": f"{reverse('pasangan-banding', args=[pair[0]])}?"
            + urlencode({"dengan": pair[1]}),
        }
        for pair, said in twice.items()
        if pair not in decided and names.keys() >= set(pair)
    ]

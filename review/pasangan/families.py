"""Two families compared member by member: who in the one may be who in the other.

Members are laid side by side by how alike they are (name, birth date, sex); each couple can be
decided on, for one reason that holds for all.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from rapidfuzz.distance import JaroWinkler

from review.access.declare import allowed
from review.access.objects import one_or_404
from review.accounts.roles import DECIDERS
from review.pages.reveal import opened
from review.pasangan import pairs
from review.pasangan.deciding import decide
from review.pasangan.forms import REASONS, VERDICTS, FamilyForm
from review.pasangan.pairs import Pair
from review.published.reader import Reader, Row, reader

ALIKE = 0.95  # of name, birth date and sex together; below it members are not side by side
SAME_BIRTH, SAME_SEX = 0.5, 0.1  # what they weigh beside a name's similarity, at most 1


@allowed(DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def comparison(request: HttpRequest, household_id: str) -> HttpResponse:
    """This family beside the one that `?dengan=` names."""
    left = _family(request, household_id)
    other = request.GET.get("dengan", "")
    if other in ("", household_id):
        messages.info(request, "Pilih dulu keluarga kedua yang akan dibandingkan.")
        return redirect("pasangan")
    return _page(request, left, _family(request, other), FamilyForm())


@allowed(DECIDERS)
@require_POST
def decide_members(request: HttpRequest, household_id: str) -> HttpResponse:
    """Write the verdicts chosen for couples of members; contradicting ones are left to be asked."""
    left = _family(request, household_id)
    other = request.POST.get("dengan", "")
    if other in ("", household_id):
        messages.info(request, "Pilih dulu keluarga kedua yang akan dibandingkan.")
        return redirect("pasangan")
    right = _family(request, other)
    published = reader(request)
    form = FamilyForm(request.POST)
    chosen = [
        (couple, request.POST[couple["field"]])
        for couple in _couples(request, published, left, right)
        if couple["pair"] and request.POST.get(couple["field"]) in dict(VERDICTS)
    ]
    if not form.is_valid() or not chosen:
        if not chosen:
            messages.error(request, "Pilih keputusan untuk sedikitnya satu pasangan anggota.")
        return _page(request, left, right, form)
    asked = [
        couple["pair"]
        for couple, verdict in chosen
        if decide(request.user, published, couple["pair"], verdict, form.cleaned_data["alasan"])
    ]
    if len(chosen) > len(asked):
        messages.success(request, f"{len(chosen) - len(asked)} keputusan dicatat.")
    if asked:
        messages.warning(
            request,
            "Satu pasangan bertentangan dengan keputusan sebelumnya dan belum dicatat. "
            "Putuskan lagi di bawah ini; pertentangannya akan ditunjukkan.",
        )
        return redirect(_address_of(asked[0]))
    return redirect(
        f"{reverse('pasangan-keluarga', args=[household_id])}?{urlencode({'dengan': other})}"
    )


def _page(request: HttpRequest, left: Row, right: Row, form: FamilyForm) -> HttpResponse:
    published = reader(request)
    return render(
        request,
        "pasangan/keluarga.html",
        {
            "left": left,
            "right": right,
            "couples": _couples(request, published, left, right),
            "form": form,
            "verdicts": VERDICTS,
            "reasons": REASONS,
            "opened": opened(request, left["household_id"]),
        },
    )


def _family(request: HttpRequest, household: str) -> Row:
    return one_or_404(request, "pasangan/family", subject=household, household=household)


def _couples(
    request: HttpRequest, published: Reader, left: Row, right: Row
) -> list[dict[str, Any]]:
    """Members side by side, the likeliest couples first; who has no counterpart stands alone.

    The rows compared are those that linkage compared, else the ones that gave the names.
    """
    ours = published.rows("pasangan/members", household=left["household_id"])
    theirs = published.rows("pasangan/members", household=right["household_id"])
    between = {
        frozenset((row["person_id_l"], row["person_id_r"])): row
        for row in reversed(
            published.rows(
                "pasangan/between", left=left["household_id"], right=right["household_id"]
            )
        )
    }
    couples = []
    for one, other in _side_by_side(ours, theirs, between.keys()):
        pair = None
        if one and other:
            known = between.get(frozenset((one["person_id"], other["person_id"])))
            rows = (
                (known["record_id_l"], known["record_id_r"])
                if known
                else (one["record_id"], other["record_id"])
            )
            pair = pairs.load(request, published, *rows)
        words = pairs.words_on(pair) if pair else []
        couples.append(
            {
                "left": one,
                "right": other,
                "members": (one, other),
                "pair": pair,
                "field": f"keputusan-{pair.ids[0]}-{pair.ids[1]}" if pair else "",
                "said": words[0] if words else None,
                "said_words": dict(VERDICTS)[words[0].verdict] if words else "",
                "address": _address_of(pair) if pair else "",
            }
        )
    return couples


def _side_by_side(
    ours: list[Row], theirs: list[Row], compared: Collection[frozenset[str]]
) -> list[tuple[Row | None, Row | None]]:
    """Couples of members, each member once: those whom linkage compared, then the most alike."""
    alike = []
    for one in ours:
        for other in theirs:
            known = frozenset((one["person_id"], other["person_id"])) in compared
            likeness = _likeness(one, other)
            if known or likeness >= ALIKE:
                alike.append((not known, -likeness, one["person_id"], other["person_id"]))
    mine = {member["person_id"]: member for member in ours}
    yours = {member["person_id"]: member for member in theirs}
    couples: list[tuple[Row | None, Row | None]] = []
    for _, _, one_id, other_id in sorted(alike):
        if one_id in mine and other_id in yours:
            couples.append((mine.pop(one_id), yours.pop(other_id)))
    return [
        *couples,
        *((member, None) for member in mine.values()),
        *((None, member) for member in yours.values()),
    ]


def _likeness(one: Row, other: Row) -> float:
    names = JaroWinkler.similarity((one["nama"] or "").upper(), (other["nama"] or "").upper())
    born = one["birth_date"] is not None and one["birth_date"] == other["birth_date"]
    sex = one["sex"] is not None and one["sex"] == other["sex"]
    return float(names) + SAME_BIRTH * born + SAME_SEX * sex


def _address_of(pair: Pair) -> str:
    left, right = pair.ids
    return f"{reverse('pasangan-banding', args=[left])}?{urlencode({'dengan': right})}"

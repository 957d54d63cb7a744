"""Two families compared member by member: who in the one may be who in the other.

Members are laid side by side by how alike they are (name, birth date, sex); each couple can be
decided on, for one reason that holds for all. What is sent is written as a whole or not at all: a
family half decided would be read as one whose other members nobody had looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from rapidfuzz.distance import JaroWinkler

from review.access.declare import allowed
from review.access.objects import one_or_404
from review.accounts.names import full_names
from review.accounts.requests import OfficerRequest
from review.accounts.roles import DECIDERS
from review.ledger.models import Decision
from review.pages.reveal import opened
from review.pairs import pairs
from review.pairs.deciding import Answer, NotTogetherError, decide_together
from review.pairs.forms import REASONS, SEEN_FIELD, VERDICTS, FamilyForm
from review.pairs.pairs import Pair
from review.published.reader import Reader, Row, reader

ALIKE = 0.95  # of name, birth date and sex together; below it members are not side by side
SAME_BIRTH, SAME_SEX = 0.5, 0.1  # what they weigh next to a name's similarity, at most 1


@allowed(DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def comparison(request: OfficerRequest, household_id: str) -> HttpResponse:
    """This family next to the one that `?dengan=` names."""
    left = _family(request, household_id)
    other = request.GET.get("dengan", "")
    if other in ("", household_id):
        messages.info(request, "Pilih dulu keluarga kedua yang akan dibandingkan.")
        return redirect("pasangan")
    return _page(request, left, _family(request, other), FamilyForm())


@allowed(DECIDERS)
@require_POST
def decide_members(request: OfficerRequest, household_id: str) -> HttpResponse:
    """Write the verdicts chosen for couples of members, all of them or none."""
    left = _family(request, household_id)
    other = request.POST.get("dengan", "")
    if other in ("", household_id):
        messages.info(request, "Pilih dulu keluarga kedua yang akan dibandingkan.")
        return redirect("pasangan")
    right = _family(request, other)
    published = reader(request)
    form = FamilyForm(request.POST)
    answers = [
        Answer(couple["pair"], couple["chosen"], request.POST.get(couple["seen_field"], ""))
        for couple in _couples(request, published, left, right)
        if couple["chosen"]
    ]
    if not form.is_valid() or not answers:
        if not answers:
            messages.error(request, "Pilih keputusan untuk sedikitnya satu pasangan anggota.")
        return _page(request, left, right, form)
    try:
        decide_together(request.user, published, answers, form.cleaned_data["alasan"])
    except NotTogetherError as refused:
        return _page(request, left, right, form, refused.meanwhile, refused.contradicting)
    messages.success(request, f"{len(answers)} keputusan dicatat.")
    return redirect(_address_of_families(left, right))


def _page(
    request: OfficerRequest,
    left: Row,
    right: Row,
    form: FamilyForm,
    meanwhile: Sequence[tuple[Pair, Decision]] = (),
    contradicting: Sequence[Pair] = (),
) -> HttpResponse:
    """Both families, with what the user has chosen; and why nothing of it was written."""
    published = reader(request)
    people = full_names()
    refused = bool(meanwhile or contradicting)
    return render(
        request,
        "pairs/keluarga.html",
        {
            "left": left,
            "right": right,
            "couples": _couples(request, published, left, right, show_newest=refused),
            "form": form,
            "verdicts": VERDICTS,
            "reasons": REASONS,
            "opening": _address_of_families(left, right),
            "opened": opened(request, left["household_id"], right["household_id"]),
            "meanwhile": [{"pair": pair, **_said(word, people)} for pair, word in meanwhile],
            "contradicting": [{"pair": p, "address": _address_of(p)} for p in contradicting],
        },
        status=409 if refused else 200,
    )


def _family(request: OfficerRequest, household: str) -> Row:
    return one_or_404(request, "pairs/family", subject=household, household=household)


def _couples(
    request: OfficerRequest, published: Reader, left: Row, right: Row, *, show_newest: bool = False
) -> list[dict[str, Any]]:
    """Members side by side, the likeliest couples first; who has no counterpart stands alone.

    The rows compared are those that linkage compared, else the ones that gave the names. Of a form
    that was sent, `chosen` are its verdicts; the newest decision that its page showed stays the one
    that the user has seen, unless `show_newest` says that the page now shows newer ones.
    """
    people = full_names()
    ours = published.rows("pairs/members", household=left["household_id"])
    theirs = published.rows("pairs/members", household=right["household_id"])
    between = {
        frozenset((row["person_id_l"], row["person_id_r"])): row
        for row in reversed(
            published.rows("pairs/between", left=left["household_id"], right=right["household_id"])
        )
    }
    couples: list[dict[str, Any]] = []
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
        couples.append(
            {"left": one, "right": other, "members": (one, other), "pair": pair, "chosen": ""}
        )
        if pair:
            couples[-1] |= _question(request, pair, people, show_newest)
    return couples


def _question(
    request: OfficerRequest, pair: Pair, people: dict[str, str], show_newest: bool
) -> dict[str, Any]:
    """What is asked of a couple: its fields, what was said before, and what the user has chosen."""
    rows = "-".join(pair.ids)
    field, seen_field = f"keputusan-{rows}", f"{SEEN_FIELD}-{rows}"
    newest = next(iter(pairs.words_on(pair)), None)
    seen = newest.decision_id if newest else ""
    chosen = request.POST.get(field, "")
    return {
        "field": field,
        "seen_field": seen_field,
        "seen": seen if show_newest else request.POST.get(seen_field, seen),
        "said": _said(newest, people) if newest else None,
        "chosen": chosen if chosen in dict(VERDICTS) else "",
        "address": _address_of(pair),
    }


def _said(word: Decision, people: dict[str, str]) -> dict[str, Any]:
    """A decision as the page shows it."""
    return {
        "word": word,
        "by": people.get(word.by, word.by),
        "verdict": dict(VERDICTS)[word.verdict].lower(),
    }


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


def _address_of_families(left: Row, right: Row) -> str:
    """The page of both families."""
    address = reverse("pasangan-keluarga", args=[left["household_id"]])
    return f"{address}?{urlencode({'dengan': right['household_id']})}"


def _address_of(pair: Pair) -> str:
    left, right = pair.ids
    return f"{reverse('pasangan-banding', args=[left])}?{urlencode({'dengan': right})}"

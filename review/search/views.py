"""The consultation desk: search, what is held about a family, and a page for the resident."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from review import audit
from review.access.declare import allowed
from review.access.objects import one_or_404
from review.accounts.requests import OfficerRequest
from review.accounts.roles import PEOPLE
from review.pages.reveal import opened
from review.published.reader import reader
from review.search.advice import advise
from review.search.facts import gather
from review.search.forms import SearchForm
from review.search.search import MOST, NotSearchable, find, understood


@allowed(PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: OfficerRequest) -> HttpResponse:
    """The form, and below it the finds. What was typed comes by POST and goes nowhere else."""
    published = reader(request)
    if request.method != "POST":
        return render(request, "search/cari.html", {"form": SearchForm(request.user)})
    form = SearchForm(request.user, request.POST)
    context: dict[str, Any] = {"form": form, "period": published.period, "most": MOST}
    if form.is_valid():
        try:
            query = understood(form.cleaned_data["dicari"], form.cleaned_data["tempat"])
        except NotSearchable as error:
            form.add_error("dicari", str(error))
        else:
            finds = find(published, query)
            audit.record("search", request=request, subject=query.kind, rows=len(finds))
            context |= {"finds": finds, "query": query, "searched": True}
    return render(request, "search/cari.html", context)


@allowed(PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def family(request: OfficerRequest, household_id: str) -> HttpResponse:
    """Everything the desk says of a family, and what to do next."""
    row = one_or_404(request, "search/family", subject=household_id, household=household_id)
    facts = gather(reader(request), row)
    context = {
        "facts": facts,
        "advice": advise(facts),
        "opened": opened(request, household_id),
    }
    return render(request, "search/keluarga.html", context)


@allowed(PEOPLE)
@require_safe
def letter(request: OfficerRequest, person_id: str) -> HttpResponse:
    """One page for one resident to take home: nothing about anybody else in it."""
    person = one_or_404(request, "search/person", subject=person_id, person=person_id)
    row = one_or_404(request, "search/family", subject=person_id, household=person["household_id"])
    facts = gather(reader(request), row)
    audit.record("export", request=request, subject=person_id, rows=1)
    today: date = localdate()
    context = {"person": person, "facts": facts, "advice": advise(facts), "today": today}
    return render(request, "search/surat.html", context)

"""The list of villages and the page of each of them, with whom to call there."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from pipelines.domain.villages import Village
from review import audit
from review.access.declare import allowed
from review.accounts.requests import OfficerRequest
from review.accounts.roles import EVERYBODY, PEOPLE
from review.published.errors import NothingPublished
from review.published.reader import Reader, Row, gateway, reader
from review.villages.downloads import papers_of
from review.villages.forms import ContactForm, VillageFilter
from review.villages.lookup import regions, village_or_404
from review.villages.models import Contact, StagedUpload
from review.villages.punctuality import months_of
from review.villages.refused import refused_lists
from schemas.problems import PROBLEMS, split_message
from schemas.sources import BY_VILLAGES


@allowed(EVERYBODY)
@require_safe
def villages(request: OfficerRequest) -> HttpResponse:
    """Villages of the user's place: who sent a list, how it went, how many findings stand."""
    form = VillageFilter(request.GET, request.user)
    wanted = form.cleaned_data if form.is_valid() else {"kata": "", "kecamatan": ""}
    words, district = wanted["kata"].strip(), wanted["kecamatan"]
    published = _published(request)
    context: dict[str, Any] = {"form": form, "may_open": request.user.role in PEOPLE}
    if published is None:
        context["rows"] = _unpublished(request, words, district)
    else:
        context |= {
            "rows": published.rows("villages/villages", words=words, district=district),
            "period": published.period,
            "periods": gateway().periods(),
        }
    return render(request, "villages/daftar.html", context)


@allowed(PEOPLE)
@require_safe
def village(request: OfficerRequest, village_code: str) -> HttpResponse:
    """One village: lists, problems, findings, files to download, punctuality, contact."""
    place = village_or_404(request, village_code)
    context: dict[str, Any] = {
        "village": place,
        "contact": Contact.objects.filter(pk=place.code).first(),
        "staged": StagedUpload.objects.filter(user=request.user, village_code=place.code).first(),
    }
    published = _published(request)
    if published is not None:
        context |= _month(request, place, published)
    return render(request, "villages/desa.html", context)


@allowed(PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: OfficerRequest, village_code: str) -> HttpResponse:
    """Whom to call in the village."""
    place = village_or_404(request, village_code)
    known = Contact.objects.filter(pk=place.code).first() or Contact(village_code=place.code)
    form = ContactForm(request.POST or None, instance=known)
    if request.method != "POST" or not form.is_valid():
        return render(request, "villages/kontak.html", {"form": form, "village": place})
    saved = form.save(commit=False)
    saved.changed_by = request.user.username
    with transaction.atomic():
        saved.save()
        audit.record("contact", request=request, subject=place.code, what="changed")
    messages.success(request, f"Kontak {place.name} sudah disimpan.")
    return redirect("desa-lihat", village_code=place.code)


def _published(request: OfficerRequest) -> Reader | None:
    """The reader; null before the first month is published, when villages can upload already."""
    try:
        return reader(request)
    except NothingPublished:
        return None


def _unpublished(request: OfficerRequest, words: str, district: str) -> list[Row]:
    """The villages of the user's place without figures."""
    return [
        {"village_code": v.code, "village_name": v.name, "district_name": v.district}
        for v in regions().villages
        if v.code.startswith(request.user.place_code)
        and v.code.startswith(district)
        and (words.lower() in v.name.lower() or v.code.startswith(words))
    ]


def _month(request: OfficerRequest, place: Village, published: Reader) -> dict[str, Any]:
    """What the shown month says of the village."""
    files = published.rows("villages/files", village=place.code, sources=list(BY_VILLAGES))
    problems = published.rows("villages/problems", village=place.code)
    return {
        "period": published.period,
        "periods": gateway().periods(),
        "files": [{**file, "name": file["file"].rsplit("/", 1)[-1]} for file in files],
        "refused": refused_lists(settings.WORKSPACE, published.period, place.code, regions()),
        "problems": [{**row, **_sentences(row["code"])} for row in problems],
        "findings": published.rows("villages/findings", village=place.code),
        "papers": papers_of(place, published.period),
        "months": months_of(request, place.code),
        "window": published.row("villages/month", village=place.code),
    }


def _sentences(code: str) -> dict[str, str]:
    """What is wrong and how to mend it, by a problem's code."""
    wrong, remedy = split_message(PROBLEMS[code].message)
    return {"wrong": wrong, "remedy": remedy}

"""The audit log with filters, and whether its chain still holds."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import make_aware
from django.views.decorators.http import require_POST, require_safe

from review.access.declare import allowed
from review.accounts.roles import Role
from review.audit.chain import verify
from review.audit.kinds import KINDS, OUTCOMES, WORDS, details_in_words
from review.audit.models import AuditEvent
from review.audit_log.forms import EventFilter
from review.published.reader import Page

PAGE_SIZE = 50


@allowed(Role.ADMINISTRATOR)
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Events, the newest first."""
    form = EventFilter(request.GET)
    found = _filtered(form) if form.is_valid() else AuditEvent.objects.none()
    page = Paginator(found.order_by("-number"), PAGE_SIZE).get_page(request.GET.get("halaman"))
    rows = [
        {
            "event": event,
            "kind": KINDS.get(event.kind, event.kind),
            "outcome": OUTCOMES.get(event.outcome, event.outcome),
            "about": WORDS.get(event.subject, event.subject)
            if event.kind == "search"
            else event.subject,
            "details": details_in_words(event.details),
        }
        for event in page
    ]
    shown = Page(rows, page.number, page.paginator.num_pages, page.paginator.count)
    return render(request, "audit_log/jejak.html", {"form": form, "page": shown})


@allowed(Role.ADMINISTRATOR)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Verify the whole chain and say how it stands."""
    verdict = verify()
    if verdict.fault:
        messages.error(request, f"Rantai jejak rusak: {verdict.fault}. Laporkan segera.")
    else:
        messages.success(
            request,
            f"Rantai jejak utuh: {verdict.events} kejadian. Catat di luar sistem: {verdict.head}",
        )
    return redirect("jejak")


def _filtered(form: EventFilter) -> QuerySet:
    """Events that the filters let through. `at` is ISO text in UTC, so it sorts as text."""
    wanted = form.cleaned_data
    found = AuditEvent.objects.all()
    if wanted["siapa"]:
        found = found.filter(by=wanted["siapa"].strip().lower())
    if wanted["kejadian"]:
        found = found.filter(kind=wanted["kejadian"])
    if wanted["hasil"]:
        found = found.filter(outcome=wanted["hasil"])
    if wanted["sejak"]:
        since = make_aware(datetime.combine(wanted["sejak"], time()))
        found = found.filter(at__gte=since.astimezone(UTC).isoformat(timespec="milliseconds"))
    return found

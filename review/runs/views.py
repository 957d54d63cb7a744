"""Starting and watching a run, comparing its result before it becomes current, withdrawing."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pipelines.domain.periods import is_period, period_words
from pipelines.errors import UsageError
from pipelines.office.publications.held import Held, held_runs
from pipelines.office.publications.waiting import discard_held, publish_held
from pipelines.office.publications.withdrawing import withdraw as withdraw_period
from pipelines.office.publications.withdrawing import withdrawals
from pipelines.office.run_lock import is_running
from pipelines.office.workspace import Workspace
from review import audit
from review.access.declare import allowed
from review.accounts.requests import OfficerRequest
from review.accounts.roles import REGENCY, RUNNERS
from review.ledger.models import Decision
from review.published.lost_basis import notice
from review.runs.comparison import compare
from review.runs.forms import PUBLISH, StartForm, WithdrawForm
from review.runs.last_run import last_run
from review.runs.progress import newest_run
from review.runs.starting import CannotStartError, is_waiting, start


@allowed(REGENCY)
@require_safe
def overview(request: OfficerRequest) -> HttpResponse:
    """What runs, what waits, what is published."""
    return _overview(request, StartForm())


@allowed(RUNNERS)
@require_POST
def begin(request: OfficerRequest) -> HttpResponse:
    """Start a run; the page then shows how far it is."""
    form = StartForm(request.POST)
    if not form.is_valid():
        return _overview(request, form)
    period, mode = form.cleaned_data["period"], form.cleaned_data["mode"]
    try:
        start(period, hold=mode != PUBLISH)
    except CannotStartError as error:
        audit.record("run", request=request, subject=period, outcome="failed", what=mode)
        messages.error(request, str(error))
    else:
        audit.record("run", request=request, subject=period, what=mode)
        messages.info(request, f"{period_words(period)} mulai diproses.")
    return redirect("jalankan")


@allowed(REGENCY)
@require_safe
def comparison(request: OfficerRequest, period: str) -> HttpResponse:
    """The waiting result of a month next to what is published."""
    workspace: Workspace = settings.WORKSPACE
    held = Held(workspace, period)
    if not held.is_whole:
        messages.info(request, f"Tidak ada hasil {_words(period)} yang ditahan.")
        return redirect("jalankan")
    compared = compare(workspace, held)
    context = {
        "compared": compared,
        "is_current": held.is_current,
        "decided_since": Decision.objects.filter(at__gt=compared.finished).count(),
        "may_run": request.user.role in RUNNERS,
    }
    return render(request, "runs/banding.html", context)


@allowed(RUNNERS)
@require_POST
def make_current(request: OfficerRequest, period: str) -> HttpResponse:
    """Publish the waiting result."""
    try:
        publish_held(settings.WORKSPACE, period)
    except UsageError as error:
        return _refused(request, "run", period, error)
    audit.record("run", request=request, subject=period, what="published")
    messages.success(request, f"{period_words(period)} sudah berlaku.")
    return redirect("jalankan")


@allowed(RUNNERS)
@require_POST
def discard(request: OfficerRequest, period: str) -> HttpResponse:
    """Drop the waiting result."""
    try:
        discard_held(settings.WORKSPACE, period)
    except UsageError as error:
        return _refused(request, "run", period, error)
    audit.record("run", request=request, subject=period, what="discarded")
    messages.info(request, "Hasil yang ditahan sudah dibuang; yang terbit tetap berlaku.")
    return redirect("jalankan")


@allowed(RUNNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: OfficerRequest, period: str) -> HttpResponse:
    """Withdraw a published month, with a reason and the month typed once more."""
    published = settings.WORKSPACE.published_periods()
    if period not in published:
        raise Http404
    form = WithdrawForm(period, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        later = [p for p in published if p > period]
        return render(request, "runs/tarik.html", {"form": form, "period": period, "later": later})
    try:
        kept = withdraw_period(settings.WORKSPACE, period, form.cleaned_data["reason"])
    except UsageError as error:
        return _refused(request, "withdraw", period, error)
    audit.record("withdraw", request=request, subject=period, kept=kept.name)
    messages.success(request, f"{period_words(period)} ditarik. Catatannya disimpan.")
    return redirect("jalankan")


def _overview(request: OfficerRequest, form: StartForm) -> HttpResponse:
    workspace: Workspace = settings.WORKSPACE
    periods = sorted(workspace.published_periods(), reverse=True)
    context = {
        "form": form,
        "may_run": request.user.role in RUNNERS,
        "running": is_running(workspace),
        "queued": is_waiting(),
        "run": newest_run(workspace),
        "held": held_runs(workspace),
        "withdrawn": withdrawals(workspace),
        "published": [
            {
                "period": period,
                "finished": last_run(workspace, period).finished,
                "notice": notice(workspace, period),
            }
            for period in periods
        ],
    }
    return render(request, "runs/jalankan.html", context)


def _refused(request: OfficerRequest, kind: str, period: str, error: UsageError) -> HttpResponse:
    """The same sentence as on the command line."""
    audit.record(kind, request=request, subject=audit.safe(period), outcome="failed")
    sentence = str(error)
    messages.error(request, f"{sentence[:1].upper()}{sentence[1:]}.")
    return redirect("jalankan")


def _words(period: str) -> str:
    """A period from an address in words; as typed when it is none."""
    return period_words(period) if is_period(period) else period

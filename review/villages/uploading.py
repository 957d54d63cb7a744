"""Uploading a village's file: first a look at what would become of it, then into the inbox.

The file waits in a private folder until its sender says "Masukkan ke inbox" or "Batalkan". Whoever
uploads for a place of their own can bring in nothing about another place.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pipelines.domain.periods import period_of, period_words
from pipelines.domain.villages import Village
from review import audit
from review.access.declare import allowed
from review.accounts.requests import OfficerRequest
from review.accounts.roles import PEOPLE, Role
from review.ledger.store import Ledger
from review.villages import staging
from review.villages.checking import TooBusyError, TooHeavyError, report_of
from review.villages.forms import ColumnsForm, UploadForm
from review.villages.lookup import regions, village_or_404
from review.villages.models import StagedUpload
from review.villages.names import inbox_name
from review.villages.verdict import obstacle, shown

BUSY = "Masih ada berkas lain yang diperiksa. Tunggu satu menit, lalu kirim sekali lagi."
HEAVY = (
    "Berkas ini terlalu berat untuk diperiksa. Salin tabelnya saja ke buku kerja baru, simpan "
    "sebagai .xlsx, lalu kirim lagi."
)
NOTHING_WAITS = "Tidak ada berkas yang menunggu. Unggah dulu berkasnya."


@allowed(PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: OfficerRequest, village_code: str) -> HttpResponse:
    """Send a file and see the report; an earlier one that still waits is replaced."""
    village = village_or_404(request, village_code)
    form = UploadForm(
        request.user, period_of(localdate()), request.POST or None, request.FILES or None
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        fault = _stage(request, village, given["file"], given["source"], given["period"])
        if not fault:
            return redirect("desa-periksa", village_code=village.code)
        form.add_error("file", fault)
    return render(request, "villages/unggah.html", {"form": form, "village": village})


@allowed(PEOPLE)
@require_safe
def report(request: OfficerRequest, village_code: str) -> HttpResponse:
    """What would become of the waiting file."""
    village = village_or_404(request, village_code)
    waiting = _waiting(request, village)
    if waiting is None:
        return _nothing_waits(request, village)
    return _page(request, village, waiting, ColumnsForm(waiting.report["columns"]))


@allowed(PEOPLE)
@require_POST
def accept(request: OfficerRequest, village_code: str) -> HttpResponse:
    """Move the waiting file into the inbox; audited. Never overwrites."""
    village = village_or_404(request, village_code)
    waiting = _waiting(request, village)
    if waiting is None:
        return _nothing_waits(request, village)
    if fault := obstacle(request, waiting):
        messages.error(request, fault)
        return redirect("desa-periksa", village_code=village.code)
    with transaction.atomic():  # no file comes in without its audit event
        _audit(request, waiting, "accepted")
        name = staging.move_to_inbox(waiting)
    messages.success(
        request,
        f"{name} sudah masuk inbox {period_words(waiting.period)} dan dibaca pada proses "
        "berikutnya. Terima kasih.",
    )
    return redirect("desa-lihat", village_code=village.code)


@allowed(PEOPLE)
@require_POST
def drop(request: OfficerRequest, village_code: str) -> HttpResponse:
    """Forget the waiting file."""
    village = village_or_404(request, village_code)
    waiting = _waiting(request, village)
    if waiting is None:
        return _nothing_waits(request, village)
    _audit(request, waiting, "dropped")
    staging.forget(waiting)
    messages.info(request, "Berkas dibatalkan; tidak ada yang masuk inbox.")
    return redirect("desa-lihat", village_code=village.code)


@allowed(Role.OPERATOR)
@require_POST
def columns(request: OfficerRequest, village_code: str) -> HttpResponse:
    """Say what columns are that were not understood, and look at the file again."""
    village = village_or_404(request, village_code)
    waiting = _waiting(request, village)
    if waiting is None:
        return _nothing_waits(request, village)
    form = ColumnsForm(waiting.report["columns"], request.POST)
    if not form.is_valid():
        return _page(request, village, waiting, form)
    answers = form.answers()
    with transaction.atomic():
        for subject, verdict in answers:
            Ledger().decide(request.user, "column", subject, verdict, form.cleaned_data["reason"])
    if not answers:
        messages.info(request, "Belum ada kolom yang ditetapkan.")
    elif fault := _look_again(waiting):
        messages.error(request, fault)
    else:
        messages.success(
            request, f"{len(answers)} kolom ditetapkan; berlaku untuk semua berkas berjudul sama."
        )
    return redirect("desa-periksa", village_code=village.code)


def _stage(
    request: OfficerRequest, village: Village, file: UploadedFile, source: str, period: str
) -> str:
    """Put the file aside and look at it; returns why that failed (in Indonesian), if it did."""
    staging.forget_old()
    for earlier in StagedUpload.objects.filter(user=request.user, village_code=village.code):
        staging.forget(earlier)
    kept = staging.keep(file, inbox_name(file.name or "", village, regions()))
    waiting = StagedUpload(
        user=request.user,
        village_code=village.code,
        source=source,
        period=period,
        folder=kept.folder,
        name=kept.path.name,
        sha256=kept.sha256,
        size=kept.size,
        report={},
    )
    waiting.save()
    fault = _look_again(waiting)
    if fault:
        staging.forget(waiting)
    else:
        _audit(request, waiting, "checked")
    return fault


def _look_again(waiting: StagedUpload) -> str:
    """Remake the report; returns why that failed, if it did."""
    path = staging.staged_path(waiting)
    try:
        waiting.report = report_of(path, waiting.source, waiting.period)
    except TooBusyError:
        return BUSY
    except TooHeavyError:
        return HEAVY
    waiting.save()
    return ""


def _waiting(request: OfficerRequest, village: Village) -> StagedUpload | None:
    found = StagedUpload.objects.filter(user=request.user, village_code=village.code)
    waiting: StagedUpload | None = found.first()
    return waiting


def _nothing_waits(request: OfficerRequest, village: Village) -> HttpResponse:
    messages.info(request, NOTHING_WAITS)
    return redirect("desa-lihat", village_code=village.code)


def _page(
    request: OfficerRequest, village: Village, waiting: StagedUpload, form: ColumnsForm
) -> HttpResponse:
    context: dict[str, Any] = {
        "village": village,
        "upload": waiting,
        "obstacle": obstacle(request, waiting),
        "same": staging.same_bytes(waiting),
        "columns_form": form if form.asked and request.user.role == Role.OPERATOR else None,
        **shown(waiting, village),
    }
    return render(request, "villages/periksa.html", context)


def _audit(request: OfficerRequest, waiting: StagedUpload, what: str) -> None:
    audit.record(
        "upload",
        request=request,
        subject=waiting.village_code,
        what=what,
        source=waiting.source,
        period=waiting.period,
        file=waiting.sha256[:12],
    )

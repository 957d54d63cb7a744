"""The queue of findings: filters, saved filters, assignment, and a file of the view."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from review import audit
from review.access.declare import allowed
from review.accounts.models import User
from review.accounts.requests import OfficerRequest
from review.accounts.roles import DECIDERS, PEOPLE
from review.findings.answers import answered
from review.findings.exporting import FORMATS, MOST_ROWS, may_open_numbers, write
from review.findings.forms import AssignmentForm, SavedFilterForm
from review.findings.models import Assignment, SavedFilter
from review.findings.queue import Queue, assignable, assigned_names, checked_filter
from review.published.reader import Reader, gateway, reader

MOST_FILTERS = 20  # of one user
BATCH = 500  # ids in one statement, below SQLite's limit of bound values


@allowed(PEOPLE)
@require_safe
def queue(request: OfficerRequest) -> HttpResponse:
    """A page of findings."""
    published = reader(request)
    shown = Queue(request, published)
    decides = request.user.role in DECIDERS
    return render(
        request,
        "findings/antrean.html",
        {
            "period": published.period,
            "periods": gateway().periods(),
            "form": shown.form,
            "filters": shown.address,
            "filtered": bool(shown.chosen),
            "page": shown.page(_number(request)),
            "saved": SavedFilter.objects.filter(user_id=request.user.pk),
            "save_form": SavedFilterForm(),
            "assignment_form": AssignmentForm(users=assignable()) if decides else None,
            "opens_numbers": may_open_numbers(request.user),
            "answered": answered(published),
        },
    )


@allowed(PEOPLE)
@require_safe
def urgency(request: OfficerRequest) -> HttpResponse:
    """How the queue is ordered, with the amounts it is computed from."""
    published = reader(request)
    return render(
        request,
        "findings/mendesak.html",
        {
            "benefits": published.rows("findings/benefits"),
            "programmes": published.rows("findings/programmes"),
            "weights": published.row("findings/urgency_rule"),
        },
    )


@allowed(DECIDERS)
@require_POST
def assign(request: OfficerRequest) -> HttpResponse:
    """Give the ticked findings, or all that the filters let through, to someone.

    Ticked ones can also be taken back.
    """
    published = reader(request)
    shown = Queue(request, published)
    ticked = request.POST.getlist("temuan")
    form = AssignmentForm(request.POST, users=assignable(), flags=ticked)
    back = redirect(f"{reverse('temuan')}?{shown.address}")
    if not form.is_valid():
        messages.error(request, "Pilih petugas dari daftarnya, lalu coba sekali lagi.")
        return back
    if form.cleaned_data["semua"]:
        chosen = [row["flag_id"] for row in shown.rows()]
    else:
        chosen = form.cleaned_data["temuan"]
    if not chosen:
        messages.warning(request, "Belum ada temuan yang dipilih. Centang dulu barisnya.")
        return back
    user = form.cleaned_data["petugas"]
    given, outside = _assign(request, published, chosen, user)
    outcome = f"ditugaskan kepada {user.full_name}" if user else "tidak lagi ditugaskan"
    if given:
        messages.success(request, f"{given} temuan {outcome}.")
    if outside:
        messages.warning(
            request, f"{outside} temuan tidak ditugaskan: di luar wilayah {user.full_name}."
        )
    return back


def _assign(
    request: OfficerRequest, published: Reader, flags: list[str], user: User | None
) -> tuple[int, int]:
    """Assign those of `flags` that both may see; returns how many, and how many were left out."""
    known = published.rows("findings/known", flags=flags)
    place = user.place_code if user else ""
    mine = [row["flag_id"] for row in known if (row["village_code"] or "").startswith(place)]
    with transaction.atomic():
        for start in range(0, len(mine), BATCH):
            batch = mine[start : start + BATCH]
            Assignment.objects.filter(flag_id__in=batch).delete()
            if user:
                Assignment.objects.bulk_create(
                    Assignment(flag_id=flag, user=user, by=request.user.username) for flag in batch
                )
        audit.record(
            "assignment",
            request=request,
            subject=user.username if user else "",
            period=published.period,
            rows=len(mine),
        )
    return len(mine), len(known) - len(mine)


@allowed(PEOPLE)
@require_POST
def save_filter(request: OfficerRequest) -> HttpResponse:
    """Keep the filter in the address under a name; the same name again replaces it."""
    kept = checked_filter(request.GET.urlencode(), reader(request))
    own = SavedFilter.objects.filter(user_id=request.user.pk)
    form = SavedFilterForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Beri nama saringannya, paling panjang 40 huruf.")
    elif own.exclude(name=form.cleaned_data["nama"]).count() >= MOST_FILTERS:
        messages.error(request, f"Paling banyak {MOST_FILTERS} saringan. Hapus dulu satu.")
    else:
        own.update_or_create(
            user_id=request.user.pk, name=form.cleaned_data["nama"], defaults={"query": kept}
        )
        messages.success(request, f"Saringan “{form.cleaned_data['nama']}” disimpan.")
    return redirect(f"{reverse('temuan')}?{kept}")


@allowed(PEOPLE)
@require_POST
def drop_filter(request: OfficerRequest) -> HttpResponse:
    """Forget a filter of one's own."""
    dropped, _ = SavedFilter.objects.filter(
        user_id=request.user.pk, name=request.POST.get("nama", "")
    ).delete()
    if dropped:
        messages.success(request, "Saringan dihapus.")
    return redirect("temuan")


@allowed(PEOPLE)
@require_POST
def export(request: OfficerRequest) -> HttpResponse:
    """The view as a file. NIK and KK in full only in a workbook, for who decides, and audited."""
    published = reader(request)
    shown = Queue(request, published)
    form = request.POST.get("bentuk", "")
    opened = "lengkap" in request.POST and may_open_numbers(request.user)
    back = redirect(f"{reverse('temuan')}?{shown.address}")
    if form not in FORMATS or (opened and form != "xlsx"):
        messages.error(
            request, "Pilih XLSX atau CSV. NIK/KK lengkap hanya dalam XLSX: CSV merusak angkanya."
        )
        return back
    rows = shown.rows()
    if len(rows) > MOST_ROWS:
        messages.error(
            request, f"Terlalu banyak untuk satu berkas (paling banyak {MOST_ROWS}). Saring dulu."
        )
        return back
    names: dict[str, str] = {}
    for start in range(0, len(rows), BATCH):
        names |= assigned_names([row["flag_id"] for row in rows[start : start + BATCH]])
    audit.record(
        "export",
        request=request,
        subject="temuan",
        period=published.period,
        rows=len(rows),
        form=form,
        numbers="opened" if opened else "masked",
    )
    return write(published, rows, names, form, opened)


def _number(request: OfficerRequest) -> int:
    asked = request.GET.get("halaman", "")
    return int(asked) if asked.isdecimal() and len(asked) < 8 else 1

"""Photos and letters of a finding: giving one, and looking at it."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from review import audit
from review.access.declare import allowed
from review.access.objects import one_or_404
from review.accounts.requests import OfficerRequest
from review.accounts.roles import DECIDERS, PEOPLE, PLACES
from review.findings.attachments import CONTENT_TYPES, MOST_FILES, keep, path_of
from review.findings.forms import AttachmentForm
from review.findings.models import Attachment
from review.findings.queue import Queue
from review.published.reader import reader


@allowed(DECIDERS, PLACES)
@require_POST
def attach(request: OfficerRequest, flag_id: str) -> HttpResponse:
    """Keep a photo or letter with the finding."""
    one_or_404(request, "findings/one", subject=flag_id, flag=flag_id)
    form = AttachmentForm(request.POST, request.FILES)
    filters = Queue(request, reader(request)).address
    here = redirect(f"{reverse('temuan-rinci', args=[flag_id])}?{filters}#lampiran")
    if not form.is_valid():
        for faults in form.errors.values():
            messages.error(request, " ".join(str(fault) for fault in faults))
    elif Attachment.objects.filter(flag_id=flag_id).count() >= MOST_FILES:
        messages.error(request, f"Sudah ada {MOST_FILES} lampiran; lebih dari itu tidak disimpan.")
    else:
        with transaction.atomic():
            note = keep(
                form.cleaned_data["berkas"],
                flag_id,
                form.cleaned_data["judul"],
                request.user.username,
            )
            audit.record(
                "upload", request=request, subject=flag_id, attachment=note.pk, bytes=note.size
            )
        messages.success(request, "Lampiran disimpan.")
    return here


@allowed(PEOPLE)
@require_safe
def attachment(request: OfficerRequest, flag_id: str, attachment_id: int) -> FileResponse:
    """The file of an attachment, shown or downloaded and never interpreted as a page."""
    one_or_404(request, "findings/one", subject=flag_id, flag=flag_id)
    note = get_object_or_404(Attachment, pk=attachment_id, flag_id=flag_id)
    response = FileResponse(
        path_of(note).open("rb"),
        content_type=CONTENT_TYPES[note.suffix],
        as_attachment=note.suffix == ".pdf",
        filename=f"lampiran-{note.pk}{note.suffix}",
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

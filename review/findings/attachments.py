"""Photos and letters given for a finding: what is accepted, and where it is kept.

Accepted by content, not by name: JPEG, PNG and PDF. Kept in the workspace's private folder under
the hash of its content: nothing a sender wrote becomes a path, and the same photo is kept once.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from pipelines.machine.logs import private_folder
from review.findings.models import Attachment

MOST_BYTES = 5 * 1024 * 1024  # a telephone's photo
MOST_FILES = 20  # of one finding
BEGINNINGS = {b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png", b"%PDF-": ".pdf"}
CONTENT_TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".pdf": "application/pdf"}


class AttachmentField(forms.FileField):
    """A file field that takes photos and PDFs, by their content; says what is wrong with others."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"})
    default_error_messages = {  # noqa: RUF012 (Django's way)
        "required": "Pilih dulu fotonya atau suratnya.",
        "empty": "Berkasnya kosong; ambil fotonya sekali lagi.",
        "large": "Berkasnya lebih dari 5 MB; perkecil dulu fotonya.",
        "kind": "Hanya foto (JPG, PNG) atau PDF yang dapat disimpan.",
    }

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The uploaded file, which `keep` may keep."""
        file = super().clean(data, initial)
        if file.size > MOST_BYTES:
            raise forms.ValidationError(self.error_messages["large"])
        if not _suffix(file):
            raise forms.ValidationError(self.error_messages["kind"])
        return file


def keep(file: UploadedFile, flag_id: str, title: str, by: str) -> Attachment:
    """Put a checked file into the private folder and note it; returns the note."""
    suffix = _suffix(file)
    content = file.read()
    digest = hashlib.sha256(content).hexdigest()
    path = folder() / f"{digest}{suffix}"
    if not path.exists():
        handle, partly = tempfile.mkstemp(dir=folder(), suffix=".part")  # its owner's alone
        with os.fdopen(handle, "wb") as kept:
            kept.write(content)
            os.fsync(kept.fileno())
        os.replace(partly, path)
    note: Attachment = Attachment.objects.create(
        flag_id=flag_id, title=title, suffix=suffix, digest=digest, size=len(content), by=by
    )
    return note


def path_of(note: Attachment) -> Path:
    """Where the file of a note lies."""
    return folder() / f"{note.digest}{note.suffix}"


def folder() -> Path:
    """The folder of all attachments, which only its owner can open."""
    return private_folder(settings.WORKSPACE.state / "lampiran")


def _suffix(file: UploadedFile) -> str:
    beginning = file.read(8)
    file.seek(0)
    return next((s for sign, s in BEGINNINGS.items() if beginning.startswith(sign)), "")

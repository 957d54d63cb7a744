"""Uploaded files on disk: first in the workspace's private folder, then in the inbox.

A file appears in the inbox whole or not at all, under a name that nothing there has yet, so that a
run that reads at that moment never meets half a file.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from pipelines.machine.file_names import untaken
from pipelines.machine.logs import private_folder
from pipelines.office.workspace import Workspace
from review.villages.models import StagedUpload

KEPT_DAYS = 7
"""An upload that nobody came back to is dropped after these days."""


@dataclass(frozen=True)
class Kept:
    """A file as it was put aside: its folder's name, and its bytes' hash and number."""

    folder: str
    path: Path
    sha256: str
    size: int


def keep(upload: UploadedFile, name: str) -> Kept:
    """Write the uploaded bytes into a folder of their own, readable by the owner only."""
    folder = uuid.uuid4().hex
    path = private_folder(_staging(folder)) / name
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        for chunk in upload.chunks():
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
    return Kept(folder, path, digest.hexdigest(), size)


def staged_path(upload: StagedUpload) -> Path:
    """Where the bytes of an upload lie."""
    return _staging(upload.folder) / str(upload.name)


def move_to_inbox(upload: StagedUpload) -> str:
    """Put the file into inbox/<period>/<source>/; returns the base name it has there.

    FileNotFoundError when the bytes are gone (moved by a request a moment ago).
    """
    workspace: Workspace = settings.WORKSPACE
    folder = workspace.inbox / upload.period / upload.source
    folder.mkdir(parents=True, exist_ok=True)
    # A dot in front: a run that starts just now refuses it as a temporary file.
    arriving = folder / f".{upload.folder}.tiba"
    try:
        shutil.copyfile(staged_path(upload), arriving)
        arriving.chmod(0o600)
        _flush(arriving)
        name = _linked(arriving, folder, upload.name)
    finally:
        arriving.unlink(missing_ok=True)
    _flush(folder)
    forget(upload)
    return name


def _linked(arriving: Path, folder: Path, wanted: str) -> str:
    """Give the file its name; a hard link fails where a rename would overwrite."""
    while True:
        taken = {path.name.casefold() for path in folder.rglob("*")}
        name = untaken(PurePosixPath(wanted).stem, PurePosixPath(wanted).suffix, taken)
        try:
            os.link(arriving, folder / name)
        except FileExistsError:  # someone else's file came between the two lines
            continue
        return name


def forget(upload: StagedUpload) -> None:
    """Remove an upload that is not in the inbox, or is there by now."""
    shutil.rmtree(_staging(upload.folder), ignore_errors=True)
    upload.delete()


def forget_old() -> None:
    """Remove uploads that nobody came back to."""
    for upload in StagedUpload.objects.filter(at__lt=timezone.now() - timedelta(days=KEPT_DAYS)):
        forget(upload)


def same_bytes(upload: StagedUpload) -> str:
    """Name of a file with the same bytes in the inbox folder that the upload is for, or empty."""
    folder = settings.WORKSPACE.inbox / upload.period / upload.source
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.is_file() and path.stat().st_size == upload.size:
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() == upload.sha256:
                    return str(path.name)
    return ""


def _staging(folder: str) -> Path:
    return Path(settings.WORKSPACE.state / "unggahan" / folder)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

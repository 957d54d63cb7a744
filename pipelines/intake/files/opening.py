"""Opening files that anyone may have put there, without ever waiting for something."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.files.limits import MAX_FILE_BYTES


def open_file(path: Path) -> BinaryIO:
    """Open a regular file for reading, at once: opening a pipe would wait for its writer.

    Raises RefusedFile: changed (it is gone), not_a_file, too_heavy; OSError when not permitted.
    """
    try:
        # A device may act on being opened, so look first; look again at what was opened.
        if not S_ISREG(os.stat(path).st_mode):
            raise RefusedFile("not_a_file")
        stream = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    except FileNotFoundError as error:
        raise RefusedFile("changed") from error
    status = os.fstat(stream.fileno())
    if S_ISREG(status.st_mode) and status.st_size <= MAX_FILE_BYTES:
        return stream
    stream.close()
    raise RefusedFile("too_heavy" if S_ISREG(status.st_mode) else "not_a_file")

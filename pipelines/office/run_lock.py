"""The run lock: whoever changes what is published in a workspace holds it, one at a time.

It is a lock of the system on `.padan/run.lock`, which is free again when its holder ends, however
that ends. Pages only look whether it is held.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.errors import UsageError
from pipelines.machine.logs import private_folder
from pipelines.office.workspace import Workspace


@contextmanager
def only_run(workspace: Workspace) -> Iterator[None]:
    """Hold the run lock while inside; UsageError (in Indonesian) when someone else does."""
    private_folder(workspace.state)
    with _file(workspace).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(
                "proses lain sedang berjalan di ruang kerja ini; tunggu sampai selesai"
            ) from None
        yield


def is_running(workspace: Workspace) -> bool:
    """Whether a run, a publication or a withdrawal is under way.

    The lock is looked up in /proc/locks (Linux) and not tried: trying it would make a run fail
    that starts in that moment.
    """
    try:
        inode = _file(workspace).stat().st_ino
    except FileNotFoundError:
        return False
    held = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    return any(line.split()[5].endswith(f":{inode}") for line in held if "FLOCK" in line)


def _file(workspace: Workspace) -> Path:
    return workspace.state / "run.lock"

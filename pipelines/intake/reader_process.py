"""The process that reads files: one after another, under limits that the system enforces.

Started by `reader_pool` and spoken to over a line. A file may take this process down; the run
that asked for it carries on.
"""

from __future__ import annotations

import hashlib
import os
import resource
import sys
import traceback
from math import ceil
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.files.limits import MIB, cpu_seconds
from pipelines.intake.files.opening import open_file
from pipelines.intake.files.rust_readers import is_panic
from pipelines.intake.reader_pool import OUT_OF_MEMORY, ReadTask
from pipelines.intake.reading import Reading, read_content

READY = "ready"
IDLE_SECONDS = 5
"""After this long without a task all files have been read, and a reader only takes memory."""

RETIRING_BYTES = 384 * MIB
"""A reader that still holds so much after a file ends, and so gives it back to the system."""

STATM = Path("/proc/self/statm")


def read_task(task: ReadTask) -> Reading | RefusedFile:
    """Read a file that still has the bytes that were hashed; a refusal is a result like another."""
    try:
        with open_file(task.path) as stream:
            content = stream.read()
    except RefusedFile as refusal:
        return refusal
    except OSError:
        return RefusedFile("unreadable")
    if hashlib.sha256(content).hexdigest() != task.sha256:
        return RefusedFile("changed")
    try:
        return read_content(content, task.source, task.file, task.named_columns)
    except RefusedFile as refusal:
        return refusal


def serve(connection: Connection) -> None:
    """Answer tasks until the other side hangs up, nothing comes, or memory was used up."""
    connection.send(READY)
    while connection.poll(IDLE_SECONDS):
        try:
            task: ReadTask = connection.recv()
        except EOFError:
            return
        _allow_seconds(cpu_seconds(task.size))
        try:
            connection.send(read_task(task))
        except BaseException as error:
            # polars panics over a null that Python hands it when memory is used up.
            if not isinstance(error, MemoryError) and not is_panic(error):
                raise
            connection.send(RefusedFile(OUT_OF_MEMORY))
            return
        if _resident_bytes() > RETIRING_BYTES:
            return


def _resident_bytes() -> int:
    """Memory held now. The peak that getrusage reports is no use: it comes from the parent."""
    return int(STATM.read_text().split()[1]) * resource.getpagesize()


def _allow_seconds(seconds: int) -> None:
    """Let this process use so much more processor time before the system ends it (SIGXCPU)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, ceil(used.ru_utime + used.ru_stime) + seconds)


def _limit_memory(mib: int) -> None:
    """Allocations beyond this fail: MemoryError in Python, an abort in Rust; and no core dumps."""
    _limit(resource.RLIMIT_DATA, mib * MIB)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(kind: int, value: int) -> None:
    """Set a limit of this process, no higher than whoever set up the machine allows."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _silence_libraries() -> None:
    """Rust libraries print what they stumbled over, which may be someone's NIK.

    They write to descriptor 2; Python goes on writing its tracebacks to the real one.
    """
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 2)
    os.close(silent)


def _tell_where(
    kind: type[BaseException], _error: BaseException, trace: TracebackType | None
) -> None:
    """Where our own code failed and over what kind of error; its message may quote a cell."""
    print("".join(traceback.format_tb(trace)) + kind.__name__, file=sys.stderr)


def main(arguments: list[str]) -> None:
    """Set the limits, then serve: DESCRIPTOR, MEMORY_MIB."""
    descriptor, mib = arguments
    _silence_libraries()
    sys.excepthook = _tell_where
    _limit_memory(int(mib))
    with Connection(int(descriptor)) as connection:
        serve(connection)

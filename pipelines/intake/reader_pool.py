"""Files are read in processes of their own, so that no file can harm the run.

A few readers (`reader_process`) take one file after another. The system bounds their memory and
processor time; a reader that dies is replaced, and its file refused.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from queue import LifoQueue

from pipelines.errors import RunError
from pipelines.intake.columns.named_by_officers import NO_NAMED_COLUMNS, NamedColumns
from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.files.limits import READER_MEMORY_MIB, READER_PATIENCE, READERS, cpu_seconds
from pipelines.intake.reading import Reading
from pipelines.machine.processes import start

log = logging.getLogger("padan.intake")

PROGRAM = "pipelines.intake.reader_process"
START_SECONDS = 120
LARGE_BYTES = 8 << 20
"""From here on a file takes a reader a second and leaves little memory to read on in."""

OUT_OF_MEMORY = "out_of_memory"
"""What a reader answers when Python could not get memory for a file."""

OUR_OWN_ERROR = 1
"""Exit code of Python when an exception was not caught."""


@dataclass(frozen=True)
class ReadTask:
    """A file to read: where, which bytes are meant, and what `read_content` takes with it."""

    path: Path
    sha256: str
    size: int
    source: str
    file: str
    named_columns: NamedColumns = NO_NAMED_COLUMNS


def read_files(
    tasks: Sequence[ReadTask], memory_mib: int = READER_MEMORY_MIB
) -> list[Reading | RefusedFile]:
    """What became of each file, in their order; a reader may use `memory_mib`.

    Readers are started when first needed and end by themselves when nothing has come for a while,
    or when this process has gone. Raises RunError when one cannot be started.
    """
    return _pool(memory_mib).read(tasks)


@cache
def _pool(memory_mib: int) -> _ReaderPool:
    return _ReaderPool(memory_mib)


class _ReaderPool:
    """Readers that are idle or at work; as many as `limits.READERS`."""

    def __init__(self, memory_mib: int) -> None:
        self._memory_mib = memory_mib
        self._running: set[_Reader] = set()
        self._idle: LifoQueue[_Reader | None] = LifoQueue()  # a running one before none
        for _ in range(READERS):
            self._idle.put(None)
        self._interrupted = False

    def read(self, tasks: Sequence[ReadTask]) -> list[Reading | RefusedFile]:
        """Read files side by side, large ones last: after them a reader is replaced.

        Of those the largest comes first, so that no reader is left alone with it.
        """

        def turn(task: ReadTask) -> tuple[bool, int]:
            large = task.size > LARGE_BYTES
            return large, -task.size if large else task.size

        with self._threads() as threads:
            reading = {task: threads.submit(self._read, task) for task in sorted(tasks, key=turn)}
            return [reading[task].result() for task in tasks]

    @contextmanager
    def _threads(self) -> Iterator[ThreadPoolExecutor]:
        """A thread for each reader; when the block is interrupted, the readers are killed first."""
        self._interrupted = False
        with ThreadPoolExecutor(READERS) as threads:
            try:
                yield threads
            except BaseException:
                self._interrupted = True
                threads.shutdown(wait=False, cancel_futures=True)
                for reader in list(self._running):
                    reader.kill()
                raise

    def _read(self, task: ReadTask) -> Reading | RefusedFile:
        """Read one file with a reader that is free.

        Memory that earlier files left scattered may be what a file lacked, so only a fresh reader
        may say so: the verdict must not depend on which files came before.
        """
        reader = self._idle.get()
        fresh = reader is None
        try:
            while True:
                if reader is None:
                    reader = _Reader(self._memory_mib)
                    self._running.add(reader)
                    if self._interrupted:  # while it was being started, so nobody killed it
                        reader.kill()
                try:
                    return reader.read(task)
                except _Died as death:
                    self._running.discard(reader)
                    reader.end()
                    reader = None
                    if death.code == "reader_failed":
                        log.error("a reader failed", extra={"counts": {"source": task.source}})
                    if fresh or death.certain or self._interrupted:
                        return RefusedFile(death.code)
                    fresh = True
        finally:
            self._idle.put(reader)


class _Died(Exception):
    """The reader is gone; `code` says why its file is refused, `certain` that this was the file.

    It is not certain where memory may have been short because of earlier files, or where the reader
    had ended by itself before the task came.
    """

    def __init__(self, code: str, certain: bool) -> None:
        super().__init__(code)
        self.code, self.certain = code, certain


class _Reader:
    """One reader process and the line to it."""

    def __init__(self, memory_mib: int) -> None:
        self._process, self._connection = start(PROGRAM, str(memory_mib))
        if not self._is_ready():
            self.end()
            raise RunError("pembaca berkas tidak dapat dijalankan; tunggu sebentar, lalu ulangi")

    def _is_ready(self) -> bool:
        """Wait for the greeting that a reader sends once it has loaded everything."""
        try:
            return self._connection.poll(START_SECONDS) and bool(self._connection.recv())
        except (EOFError, OSError):
            return False

    def read(self, task: ReadTask) -> Reading | RefusedFile:
        """Have a file read; raises _Died when that was the end of the process."""
        try:
            self._connection.send(task)
            if not self._connection.poll(READER_PATIENCE * cpu_seconds(task.size)):
                raise _Died("too_heavy", certain=True)
            result: Reading | RefusedFile = self._connection.recv()
        except (EOFError, OSError):
            ended = self._process.wait()
            if ended == OUR_OWN_ERROR:
                raise _Died("reader_failed", certain=True) from None
            raise _Died("too_heavy", certain=ended == -signal.SIGXCPU) from None
        if isinstance(result, RefusedFile) and result.code == OUT_OF_MEMORY:
            raise _Died("too_heavy", certain=False)
        return result

    def kill(self) -> None:
        """Stop the process at once, from any thread; it holds nothing that could be lost."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Stop the process and close the line; only for the thread that is using the reader."""
        self.kill()
        self._connection.close()

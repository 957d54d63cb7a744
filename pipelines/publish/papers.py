"""Papers: the workbooks and letters of a month, written by two processes where that pays.

A large regency gets some five hundred documents, and writing them is all Python. They are handed in
one after another; while this process keeps querying, others write. What a paper holds travels
between the processes in memory; nothing of it touches the disk on the way.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, Final, NamedTuple, Self

from pipelines.errors import RunError

WRITERS: Final = 2
WORTH_WRITERS: Final = 4_000
"""Rows from which processes of their own, which take two seconds to start, pay."""

MOST_WAITING: Final = 40_000
"""Rows that may wait for a writer; enough to keep them at work, and little to hold in memory."""


class _Paper(NamedTuple):
    """A document, or a few that belong together: `write(*contents)` writes its `rows` rows."""

    rows: int
    write: Callable[..., None]
    contents: tuple[Any, ...]


class Papers:
    """Papers that wait to be written.

    All that is handed in within a `with` block has been written when the block is left in peace;
    when it fails, what waits is dropped. The files are the same whoever writes them. An error of
    writing is raised by `hand_in` or on leaving, RunError when a writer was killed.
    """

    def __init__(self) -> None:
        self._waiting: deque[_Paper] = deque()  # until it is known whether writers pay
        self._passed_on: deque[tuple[int, Future[None]]] = deque()
        self._writers: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        try:
            if error is None:
                self._finish()
        finally:
            if self._writers is not None:
                self._writers.shutdown(cancel_futures=True)

    def hand_in(self, rows: int, write: Callable[..., None], *contents: Any) -> None:
        """Have `write(*contents)` called for a document of `rows` rows, now or later.

        `write` is a function of a module, and `contents` can be pickled.
        """
        self._waiting.append(_Paper(rows, write, contents))
        if self._writers is None:
            if (
                sum(paper.rows for paper in self._waiting) < WORTH_WRITERS
                or _processors() < WRITERS
            ):
                return
            self._writers = _start_writers()
        while self._waiting:
            paper = self._waiting.popleft()
            self._passed_on.append((paper.rows, self._writers.submit(paper.write, *paper.contents)))
        while sum(rows for rows, _ in self._passed_on) > MOST_WAITING:
            self._await_first()

    def _finish(self) -> None:
        for paper in self._waiting:
            paper.write(*paper.contents)
        while self._passed_on:
            self._await_first()

    def _await_first(self) -> None:
        """Wait until the paper that was passed on first is written."""
        _, writing = self._passed_on.popleft()
        try:
            writing.result()
        except BrokenProcessPool as lost:
            raise RunError("a process that writes papers was killed") from lost


def _processors() -> int:
    return len(os.sched_getaffinity(0))


def _start_writers() -> ProcessPoolExecutor:
    # Forked, a process would inherit the locks of this one's threads.
    spawning = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(WRITERS, spawning, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """In a writer: end when the run is gone, however it ended, and leave Ctrl-C to the run."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()

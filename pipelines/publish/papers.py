"""Papers: the workbooks and letters of a month, written by this process and one more.

A large regency gets some five hundred documents, and writing them is all Python. They are handed
in as soon as what stands in them is known, and written in that order by whichever process is free,
while this one goes on to query. What a paper holds travels over a line between the processes;
nothing of it touches the disk on the way.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any, Final, Self

from pipelines.errors import RunError
from pipelines.machine.garbage import left_alone
from pipelines.machine.processes import start

PROGRAM: Final = "pipelines.publish.papers_process"
WORTH_A_HELPER: Final = 4_000
"""Waiting rows from which the second process, which takes a second to start, pays."""

MOST_WAITING: Final = 40_000
"""Rows that may wait; beyond them this process writes before it takes more. Enough to keep the
second one at work while households are found and judged, and little to hold in memory."""

UNDER_WAY: Final = 2
"""Papers on their way to the second process: it shall find the next when it has written one."""


@dataclass(frozen=True)
class Paper:
    """A document, or a few that belong together: `write(*contents)` writes it.

    `write` is a function of a module, `contents` can be pickled, `rows` tells how long it is.
    """

    rows: int
    write: Callable[..., None]
    contents: tuple[Any, ...]

    def put_down(self) -> None:
        """Write it."""
        with left_alone():
            self.write(*self.contents)


class Papers:
    """Papers that wait to be written, and those who write them.

    All that is handed in within a `with` block has been written when the block is left in peace.
    A second process is started once there is enough to write for it, where there are processors
    for two. The files are the same whoever writes them. Handing in and finishing raise RunError
    when the second process has failed; why stands on standard error.
    """

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Paper | None] = SimpleQueue()  # null: no more will come
        self._rows_waiting = 0
        self._counting = Lock()
        self._helper: _Helper | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        try:
            if error is None:
                self.finish()
        finally:
            self.end()

    def hand_in(self, rows: int, write: Callable[..., None], *contents: Any) -> None:
        """Have `write(*contents)` called for a document of `rows` rows, now or later."""
        self._waiting.put(Paper(rows, write, contents))
        self._count(rows)
        if self._helper is not None:
            self._helper.must_not_have_failed()
        elif self._rows_waiting >= WORTH_A_HELPER and len(os.sched_getaffinity(0)) > 1:
            self._helper = _Helper(self._wait_for_next)
        while self._rows_waiting > MOST_WAITING and self._write_next():
            pass

    def finish(self) -> None:
        """Write what waits, and wait for what the second process has under way."""
        while self._write_next():
            pass
        self._no_more()
        if self._helper is not None:
            self._helper.finish()

    def end(self) -> None:
        """Leave no process behind, whether all was written or the run failed."""
        self._no_more()
        if self._helper is not None:
            self._helper.end()

    def _no_more(self) -> None:
        for _ in range(UNDER_WAY):
            self._waiting.put(None)

    def _write_next(self) -> bool:
        """Write the paper that has waited longest; whether there was one."""
        try:
            paper = self._waiting.get_nowait()
        except Empty:
            return False
        if paper is None:
            return False
        self._count(-paper.rows)
        paper.put_down()
        return True

    def _wait_for_next(self) -> Paper | None:
        """The paper that has waited longest, for the second process; null when all are taken."""
        paper = self._waiting.get()
        if paper is not None:
            self._count(-paper.rows)
        return paper

    def _count(self, rows: int) -> None:
        with self._counting:
            self._rows_waiting += rows


class _Helper:
    """The second process and the threads of this one that keep it at work."""

    def __init__(self, next_paper: Callable[[], Paper | None]) -> None:
        self._next_paper = next_paper
        self._process, self._line = start(PROGRAM)
        self._sending, self._hearing = Lock(), Lock()
        self._threads = ThreadPoolExecutor(UNDER_WAY, "papers")
        self._passing_on = [self._threads.submit(self._pass_on) for _ in range(UNDER_WAY)]

    def _pass_on(self) -> None:
        """Send papers one after another, each when the one before has been written.

        The process answers in the order of the papers, so it is no matter whose answer it is that
        a thread hears: each waits for one answer a paper.
        """
        while paper := self._next_paper():
            with self._sending:
                self._line.send(paper)
            with self._hearing:
                self._line.recv()

    def must_not_have_failed(self) -> None:
        """Raise RunError when the process has failed: there is no use in writing on."""
        for passing_on in self._passing_on:
            if passing_on.done() and (lost := passing_on.exception()):
                raise RunError("the second process that writes papers failed") from lost

    def finish(self) -> None:
        """Wait until the process has written all that it was sent; RunError when it failed."""
        wait(self._passing_on)
        self.must_not_have_failed()

    def end(self) -> None:
        """Stop the process at once: what it has not answered for is not wanted any more."""
        self._process.kill()
        self._threads.shutdown()
        self._line.close()
        self._process.wait()

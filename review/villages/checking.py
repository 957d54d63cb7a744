"""Running dry runs alongside the web server: a few at a time, to keep deadline days bearable."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from pipelines.machine.logs import private_folder

AT_ONCE = 2
PATIENCE = 20  # seconds to wait for one's turn
LONGEST = 180  # seconds a dry run may take


class TooBusyError(Exception):
    """Others' files are being looked at; try again in a moment."""


class TooHeavyError(Exception):
    """The file took too long or too much memory."""


def report_of(path: Path, source: str, period: str) -> dict[str, Any]:
    """The dry run of a file (fields of `review.villages.dry_run.DryRun`).

    TooBusyError, TooHeavyError; RuntimeError when the program itself failed.
    """
    command = [sys.executable, "-m", "review.villages.dry_run"]
    arguments = [str(settings.WORKSPACE.root), source, period, str(path)]
    with _turn():
        try:
            done = subprocess.run(
                [*command, *arguments],
                capture_output=True,
                timeout=LONGEST,
                check=False,
                cwd=Path(__file__).parents[2],
            )
        except subprocess.TimeoutExpired:
            raise TooHeavyError from None
    if done.returncode < 0:  # ended by the system: memory ran out
        raise TooHeavyError
    if done.returncode:
        # Its standard error may hold values of the file, so it is not passed on.
        raise RuntimeError(f"the dry run failed with exit code {done.returncode}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@contextmanager
def _turn() -> Iterator[None]:
    """Hold one of the workspace's places for dry runs; freed even when the process is killed."""
    folder = private_folder(settings.WORKSPACE.state)
    deadline = time.monotonic() + PATIENCE
    with ExitStack() as stack:
        places = [
            stack.enter_context((folder / f"dry-run-{number}.lock").open("w"))
            for number in range(AT_ONCE)
        ]
        while not any(map(_taken, places)):
            if time.monotonic() > deadline:
                raise TooBusyError
            time.sleep(0.2)
        yield


def _taken(place: Any) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

"""What a case costs: seconds and memory of a process with all that it starts.

A case runs in a process of its own that says `ready` when everything is loaded and then, in one
line, how long it took and what came out. Memory is the resident memory of the process and its
descendants, looked at many times a second from outside; pages that they share count for each.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import getpagesize
from threading import Event, Thread
from time import perf_counter

MIB = 1 << 20
LOOKS_A_SECOND = 50
PROC = Path("/proc")


@dataclass(frozen=True)
class Cost:
    """Seconds, peak MiB of all processes together, MiB above the started one, and the result."""

    seconds: float
    peak: int
    above: int
    result: str


def measured(module: str, *arguments: str) -> Cost:
    """Run `python -m module arguments`, which must call `report`, and measure it."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", f"{module} {arguments} did not start"
    started = resident(process.pid)
    peaks, done = [started], Event()

    def watch() -> None:
        while not done.wait(1 / LOOKS_A_SECOND):
            peaks[0] = max(peaks[0], resident(process.pid))

    watcher = Thread(target=watch)
    watcher.start()
    told = json.loads(process.stdout.readline())
    done.set()
    watcher.join()
    process.wait()
    return Cost(told["seconds"], peaks[0] // MIB, (peaks[0] - started) // MIB, told["result"])


def report(case: Callable[[], str]) -> None:
    """In the measured process, once everything is loaded: run the case and tell of it."""
    print("ready", flush=True)
    begin = perf_counter()
    result = case()
    print(json.dumps({"seconds": perf_counter() - begin, "result": result}), flush=True)


def resident(pid: int) -> int:
    """Bytes of resident memory of a process and its descendants."""
    return sum(_own(each) for each in _family(pid))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        lists = [path.read_text() for path in (PROC / str(pid) / "task").glob("*/children")]
    except OSError:  # it has ended
        return
    for child in " ".join(lists).split():
        yield from _family(int(child))


def _own(pid: int) -> int:
    try:
        return int((PROC / str(pid) / "statm").read_text().split()[1]) * getpagesize()
    except OSError:
        return 0

"""What a case costs: seconds and memory of a process with all that it starts.

A case runs in a process of its own that says `ready` when everything is loaded and then, in one
line, how long it took and what came out. Memory is the resident memory of the process and its
descendants, looked at several times a second from outside; pages that they share count for each.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from resource import getpagesize
from threading import Event, Thread
from time import perf_counter

MIB = 1 << 20
LOOKS_A_SECOND = 10
"""Fifty a second take a whole month, with its many processes and threads, 4% longer."""
PROC = Path("/proc")


@dataclass(frozen=True)
class Cost:
    """Seconds, peak MiB of all processes together, MiB above the started one, and the result."""

    seconds: float
    peak: int
    above: int
    result: str


@dataclass
class Memory:
    """Resident bytes of a process and its descendants: when looked at first, and at most."""

    started: int
    most: int


@contextmanager
def watched(pid: int) -> Iterator[Memory]:
    """Look at the memory of `pid` and its descendants for as long as the context lasts."""
    now = resident(pid)
    memory, done = Memory(now, now), Event()

    def watch() -> None:
        while not done.wait(1 / LOOKS_A_SECOND):
            memory.most = max(memory.most, resident(pid))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield memory
    finally:
        done.set()
        watcher.join()


def measured(module: str, *arguments: str) -> Cost:
    """Run `python -m module arguments`, which must call `report`, and measure it."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", f"{module} {arguments} did not start"
    with watched(process.pid) as memory:
        reported = json.loads(process.stdout.readline())
    process.wait()
    above = memory.most - memory.started
    return Cost(reported["seconds"], memory.most // MIB, above // MIB, reported["result"])


def measured_command(command: Sequence[str]) -> Cost:
    """Run a command that must succeed, from its start to its end, and measure it."""
    begin = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with watched(process.pid) as memory:
        said, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"{command} failed:\n{said}")
    seconds = perf_counter() - begin
    return Cost(seconds, memory.most // MIB, (memory.most - memory.started) // MIB, said)


def peak_mib() -> int:
    """Peak resident memory of this process since `forget_peak`, in MiB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", (PROC / "self/status").read_text())
    assert found is not None
    return int(found[1]) // 1024


def forget_peak() -> None:
    """Count this process's peak memory from here (man 5 proc, clear_refs)."""
    (PROC / "self/clear_refs").write_text("5")


def report(case: Callable[[], str]) -> None:
    """In the measured process, once everything is loaded: run the case and report on it."""
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

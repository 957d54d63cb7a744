"""Processes of our own at the other end of a line: how they are started.

    python -m pipelines.machine.processes PROGRAM DESCRIPTOR ...

A process runs `main` of the module PROGRAM, which gets the number of a descriptor to speak over,
and other arguments. When this process is gone, however it ended, the line is cut: a read at the
other end fails then, so that nothing is left behind.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import pipelines

PROCESS = "pipelines.machine.processes"


def start(program: str, *arguments: str) -> tuple[subprocess.Popen[bytes], Connection]:
    """Start `main` of module `program`; the process and the line to it.

    It gets DESCRIPTOR and `arguments` as a list of texts.

    Whether it could be loaded shows only when something is read from the line (EOFError).
    """
    ours, theirs = Pipe()
    with theirs:
        process = subprocess.Popen(
            # -P: the folder the office works in is no place to import modules from.
            [sys.executable, "-P", "-m", PROCESS, program, str(theirs.fileno()), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env=environment(),
            start_new_session=True,  # Ctrl-C is for the run, which then ends its processes
        )
    return process, ours


def environment() -> dict[str, str]:
    """The environment for a process of our own: our modules found first, one thread of polars."""
    home = str(Path(pipelines.__path__[0]).parent)
    found = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(found),
        "POLARS_MAX_THREADS": "1",  # the processes share the processors already
        "RUST_BACKTRACE": "0",  # gathering one takes longer than reading a file
    }


def run(program: str, arguments: list[str]) -> None:
    """Be the process that `start` started."""
    import_module(program).main(arguments)


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2:])

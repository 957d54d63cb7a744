"""Papers for test_papers, and a run that hands one in and is then killed from outside.

papers_to_write.py FOLDER
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from pipelines.publish import papers


def write_pid(path: Path) -> None:
    """Write down which process writes; a paper written twice fails."""
    with path.open("x") as file:
        file.write(str(os.getpid()))


def fail() -> None:
    """Write nothing."""
    raise ValueError("this paper cannot be written")


def die() -> None:
    """End as the system ends a process when memory is used up."""
    os.kill(os.getpid(), signal.SIGKILL)


def write_for_ever(path: Path) -> None:
    """Write which process writes, and go on."""
    write_pid(path)
    time.sleep(600)


if __name__ == "__main__":
    from tests.integration import papers_to_write  # as the writers know it

    papers.WORTH_WRITERS = 0  # type: ignore[misc]
    with papers.Papers() as handed:
        handed.hand_in(1, papers_to_write.write_for_ever, Path(sys.argv[1]) / "first")

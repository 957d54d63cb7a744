"""Papers for test_papers, and a run that hands some in and is then killed from outside.

papers_to_write.py FOLDER
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from pipelines.publish import papers


def write_pid(path: Path) -> None:
    """Write down which process writes; a paper written twice fails."""
    with path.open("x") as file:
        file.write(str(os.getpid()))


def write_as_other_than(own: int, path: Path) -> None:
    """Write a paper, which fails in any other process than `own`."""
    if os.getpid() != own:
        raise ValueError("6305020108800001")
    write_pid(path)


def write_for_ever(path: Path) -> None:
    """Write which process writes, and go on."""
    write_pid(path)
    time.sleep(600)


def hand_in_and_wait(folder: Path) -> None:
    """A run with a second process, which goes on until it is killed."""
    papers.WORTH_A_HELPER = 1  # type: ignore[misc]  # so that a single row is worth one
    with papers.Papers() as paperwork:
        paperwork.hand_in(1, write_pid, folder / "first")
        while not (folder / "first").exists():
            time.sleep(0.02)
        time.sleep(600)


if __name__ == "__main__":
    from tests.integration import papers_to_write  # as the second process knows it

    papers_to_write.hand_in_and_wait(Path(sys.argv[1]))

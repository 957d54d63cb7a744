"""Two processes that decide without end and are killed in the middle of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pipelines.office.workspace import Workspace

ROOT = Path(__file__).parents[3]
WRITERS = ("petugas1", "petugas2")
DECIDED = 25  # decisions of each writer before the kill


def confirmed_before_kill(
    office: Workspace, after_kill: Callable[[], None] = lambda: None
) -> set[str]:
    """Ids of the decisions that the writers were told are kept, at least `DECIDED` of each.

    Both find the office's ledger as it is at the same time. `after_kill` runs before what they
    still said is read.
    """
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.integration.review.deciding", str(office.root), name],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in WRITERS
    ]
    confirmed: set[str] = set()
    for writer in writers:
        assert writer.stdout is not None
        confirmed |= {writer.stdout.readline().strip() for _ in range(DECIDED)}
    for writer in writers:
        writer.kill()
    after_kill()
    for writer in writers:
        assert writer.stdout is not None
        confirmed |= {line.strip() for line in writer.stdout if line.endswith("\n")}
        writer.wait()
    assert len(confirmed) >= len(WRITERS) * DECIDED
    return confirmed

"""What all tests share: aloud skipping of what this machine lacks, and quiet surroundings."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.postgresql import binaries

# Marks whose tests need a program that may be missing: mark -> (program, how it is found)
NEEDS = {
    "browser": ("chromium", lambda: shutil.which("chromium")),
    "spark": (
        "Java or pyspark (the extra `spark`)",
        lambda: shutil.which("java") and importlib.util.find_spec("pyspark"),
    ),
    "postgresql": (
        "PostgreSQL or psycopg (the extra `postgresql`)",
        lambda: binaries() and importlib.util.find_spec("psycopg"),
    ),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, and count, tests whose program is missing; with CI=true they run and fail instead."""
    in_ci = os.environ.get("CI") == "true"
    for mark, (program, find) in NEEDS.items():
        chosen = [item for item in items if item.get_closest_marker(mark)]
        if chosen and not find() and not in_ci:
            for item in chosen:
                item.add_marker(pytest.mark.skip(reason=_lacking(program)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests did not run for want of a program."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for program, _ in NEEDS.values():
        if count := sum(_lacking(program) in said for said in skipped):
            terminalreporter.write_line(f"NOT RUN: {count} tests: {_lacking(program)}")


def _lacking(program: str) -> str:
    return f"{program} is not installed"


@pytest.fixture
def workspace_root(tmp_path: Path) -> Iterator[Path]:
    """A fresh workspace of Kabupaten Tapin with an empty inbox."""
    from pipelines.office.creating import create_workspace

    yield create_workspace(tmp_path / "kantor", "63.05").root

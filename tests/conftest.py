"""What all tests share: published offices, and aloud skipping of what this machine lacks."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

from pipelines.office.workspace import Workspace
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
    """Say how many tests did not run for lack of a program."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for program, _ in NEEDS.values():
        if count := sum(_lacking(program) in said for said in skipped):
            terminalreporter.write_line(f"NOT RUN: {count} tests: {_lacking(program)}")


def _lacking(program: str) -> str:
    return f"{program} is not installed"


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the published offices: one for all processes of a run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "offices"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def village_month(offices: Path) -> Workspace:
    """One village's three families, published; to be read, and copied by who changes it."""
    from tests.support.published import built_once, one_village

    return built_once(offices / "one-village", one_village)


@pytest.fixture(scope="session")
def office_month(offices: Path) -> Workspace:
    """The small office of the web application, published; to be read or copied."""
    from tests.support.published import built_once, two_villages

    return built_once(offices / "two-villages", two_villages)


@pytest.fixture(scope="session")
def staffed_office(offices: Path, office_month: Workspace) -> Workspace:
    """`office_month` with an operator, a verifikator and a village officer; to be copied."""
    from tests.support.published import built_once, staffed

    return built_once(offices / "staffed", lambda root: staffed(root, office_month))


@pytest.fixture(scope="session")
def demo_month(offices: Path) -> Workspace:
    """A demo regency of 150 households, published; to be read or copied."""
    from tests.support.published import built_once, demo_regency

    return built_once(offices / "demo", demo_regency)


@pytest.fixture
def workspace_root(tmp_path: Path) -> Path:
    """A fresh workspace of Kabupaten Tapin with an empty inbox."""
    from pipelines.office.creating import create_workspace

    return create_workspace(tmp_path / "kantor", "63.05").root

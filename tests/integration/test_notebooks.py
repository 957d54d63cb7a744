"""Every notebook runs from top to bottom on a published period, without a browser or a network."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipelines.errors import UsageError
from pipelines.office.config import load_config
from pipelines.office.workspace import Workspace
from tests.support.small_inbox import personal_values

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(path for path in FOLDER.glob("*.py") if path.stem != "published")
Run = Callable[[Path], tuple[str, dict[str, Any]]]


@pytest.fixture
def run(village_month: Workspace, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a notebook in this process: what it shows, as text, and the names it defines."""
    monkeypatch.setenv("PADAN_WORKSPACE", str(village_month.root))
    monkeypatch.setattr("sys.argv", ["notebook"])
    monkeypatch.syspath_prepend(str(FOLDER))

    def run_notebook(path: Path) -> tuple[str, dict[str, Any]]:
        import marimo as mo

        shown, names = load(path).app.run()
        return "".join(mo.as_html(part).text for part in shown if part is not None), names

    return run_notebook


def load(path: Path) -> ModuleType:
    """A notebook file as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_is_a_notebook_for_each_of_the_three_questions() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "coverage",
        "linkage_quality",
        "threshold_what_if",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_nobody(path: Path, run: Run) -> None:
    shown, _ = run(path)
    assert "<h1" in shown
    assert [value for value in personal_values() if value in shown] == []


def test_the_coverage_notebook_counts_what_the_period_published(run: Run) -> None:
    _, names = run(FOLDER / "coverage.py")
    assert names["villages"]["proposed"].sum() == 3
    assert names["villages"]["missing"].sum() == 2
    assert names["districts"].height == 12


def test_the_what_if_notebook_starts_at_the_thresholds_of_the_office(
    run: Run, village_month: Workspace
) -> None:
    _, names = run(FOLDER / "threshold_what_if.py")
    link = load_config(village_month.config_file).link
    for name in ("accept", "automatic", "review"):
        assert names[name].value == getattr(link, name)


def test_a_notebook_runs_as_a_script_on_the_workspace_it_is_given(village_month: Workspace) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PADAN_WORKSPACE"}
    environment["PYTHONPATH"] = str(FOLDER.parent)
    done = subprocess.run(
        [sys.executable, FOLDER / "coverage.py", "--", "--workspace", village_month.root],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_notebook_without_a_workspace_says_what_to_give(
    monkeypatch: pytest.MonkeyPatch, workspace_root: Path
) -> None:
    monkeypatch.delenv("PADAN_WORKSPACE", raising=False)
    published = load(FOLDER / "published.py")
    with pytest.raises(UsageError, match="--workspace"):
        published.workspace_of({})
    with pytest.raises(UsageError, match="belum ada periode"):
        published.workspace_of({"workspace": str(workspace_root)})

"""Offices with a published month, built once for all processes that run tests, and copied.

Running a month takes seconds, and most tests only look at what one published. The fixtures in
tests/conftest.py hand out these offices to be read; who writes takes a copy (`copied`).
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

from pipelines.demo import generate
from pipelines.machine.logs import log_to
from pipelines.office.creating import create_workspace
from pipelines.office.workspace import Workspace
from pipelines.run.month import run_month
from tests.support.serving import add_user
from tests.support.small_inbox import PERIOD, fill_inbox
from tests.support.small_office import BINUANG, publish_month

REGION = "63.05"


def built_once(folder: Path, build: Callable[[Path], None]) -> Workspace:
    """The workspace in `folder`, built there by the process that asks first; others wait for it."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            draft = folder.with_suffix(".draft")  # what a failed build leaves is never used
            shutil.rmtree(draft, ignore_errors=True)
            build(draft)
            draft.rename(folder)
    return Workspace(folder)


def copied(office: Workspace, root: Path) -> Workspace:
    """A copy of a workspace in `root`, which may be changed."""
    return Workspace(shutil.copytree(office.root, root, symlinks=True, dirs_exist_ok=True))


def one_village(root: Path) -> None:
    """The three families of `small_inbox`, with the log of their month."""
    place = create_workspace(root, REGION)
    fill_inbox(root)
    with log_to(place.run_log(PERIOD)):
        run_month(place, PERIOD)


def two_villages(root: Path) -> None:
    """The office of `small_office`: what the web application is tried on."""
    publish_month(create_workspace(root, REGION))


def staffed(root: Path, office: Workspace) -> None:
    """A copy of `office` with the users `operator`, `verifikator` and `desa` (of Binuang)."""
    copied(office, root)
    for name, place in (("operator", []), ("verifikator", []), ("desa", ["--village", BINUANG])):
        add_user(root, name, *place)


def demo_regency(root: Path) -> None:
    """The month of a demo regency of 150 households."""
    place = create_workspace(root, REGION)
    generate(place.inbox, region=REGION, households=150, seed=5, period=PERIOD)
    run_month(place, PERIOD)

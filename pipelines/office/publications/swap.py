"""Putting a finished period in place, so that a crash at any moment leaves something whole.

Two things must change together: the folder `out/<period>` and the database
`published/<period>.duckdb`. Everything is first written and flushed under `.padan/`; then a small
journal says "these two are finished". From the journal on, publication can always be completed,
and `recover` does so at the next start; before it, nothing published has been touched. The folder
is exchanged with the old one in a single system call, so no reader ever finds it missing.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from pipelines.errors import UsageError
from pipelines.office.publications.durable import (
    REPORT,
    digest,
    flush_finished,
    flush_folder,
    write_durably,
)
from pipelines.office.publications.held import clear_unfinished
from pipelines.office.run_lock import only_run
from pipelines.office.workspace import Workspace

AT_FDCWD = -100
RENAME_EXCHANGE = 2  # linux/fs.h; renameat2 is in Linux since 3.15, in glibc since 2.28
NOT_SUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}


def swap_in(workspace: Workspace, period: str, building_db: Path, building_out: Path) -> None:
    """Publish the closed database `building_db` and the folder `building_out` as `period`.

    Both must lie in the workspace (one file system). An earlier publication of the period is
    replaced. Raises RunError when the database was not closed or the folder is not finished.
    """
    flush_finished(period, building_db, building_out)
    journal = workspace.state / f"publish-{period}.json"
    write_durably(
        journal,
        {
            "period": period,
            "database": str(building_db.relative_to(workspace.root)),
            "out": str(building_out.relative_to(workspace.root)),
            # Tells after a crash whether the folders were exchanged already: every run's report
            # differs, because it holds the run's times.
            "report": digest(building_out / REPORT),
        },
    )
    _complete(workspace, journal)


def recover(workspace: Workspace) -> None:
    """Complete a publication that was cut short. To be called before a run and before reading."""
    for journal in sorted(workspace.state.glob("publish-*.json")):
        _complete(workspace, journal)
    for unfinished in workspace.state.glob("publish-*.json.new"):
        unfinished.unlink()
    clear_unfinished(workspace)


def recover_when_idle(workspace: Workspace) -> None:
    """`recover`, for readers: a run that is under way looks after its own publication."""
    with suppress(UsageError), only_run(workspace):
        recover(workspace)


def _complete(workspace: Workspace, journal: Path) -> None:
    """Do what the journal says and has not been done; may be repeated at will."""
    plan = json.loads(journal.read_text(encoding="utf-8"))
    staged, target = workspace.root / plan["out"], workspace.out(plan["period"])
    database, published = workspace.root / plan["database"], workspace.database(plan["period"])

    target.parent.mkdir(parents=True, exist_ok=True)
    published.parent.mkdir(parents=True, exist_ok=True)
    if staged.is_dir() and digest(staged / REPORT) == plan["report"]:
        _put_in_place(staged, target)
    if database.is_file():
        os.replace(database, published)
    flush_folder(target.parent)
    flush_folder(published.parent)
    for old in (staged, _set_aside(staged)):
        if old.is_dir():
            shutil.rmtree(old)
    journal.unlink()
    flush_folder(journal.parent)


def _put_in_place(staged: Path, target: Path) -> None:
    """Rename `staged` to `target`; what was there before is at `staged` or set aside."""
    if not target.exists():
        os.rename(staged, target)
    elif not exchange(staged, target):
        # A file system without exchange (some network shares): two renames, completed by
        # `recover` when they are cut apart.
        os.rename(target, _set_aside(staged))
        os.rename(staged, target)


def _set_aside(staged: Path) -> Path:
    return staged.with_name(f"{staged.name}.replaced")


def exchange(one: Path, other: Path) -> bool:
    """Swap two paths atomically; False where the system cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done: int = libc.renameat2(
        AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE
    )
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in NOT_SUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))

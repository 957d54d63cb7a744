"""Setting Django up for one workspace: settings are global, so one process serves one workspace."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.machine.logs import private_folder
from pipelines.office.workspace import Workspace


def configure(workspace: Workspace) -> None:
    """Set Django up on `workspace` and bring its database up to date (once per process).

    RuntimeError when the process is already set up on another workspace.
    """
    import django
    from django.conf import settings

    if settings.configured:
        if settings.WORKSPACE.root != workspace.root:
            raise RuntimeError("this process already works on another workspace")
        return
    os.environ["PADAN_WORKSPACE"] = str(workspace.root)
    os.environ["DJANGO_SETTINGS_MODULE"] = "review.settings"
    private_folder(workspace.state)
    django.setup()
    migrate(workspace)


def migrate(workspace: Workspace) -> None:
    """Apply what migrations are missing; of several processes one does it, the others wait."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    with migration_lock(workspace):
        if connection.vendor == "sqlite":
            # Made here, because SQLite would make it readable by others. Its -wal and -shm
            # files take their mode from it.
            database = settings.DATABASES["default"]["NAME"]
            os.close(os.open(database, os.O_CREAT | os.O_RDWR, 0o600))
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def migration_lock(workspace: Workspace) -> Iterator[None]:
    """Hold the workspace's migration lock; the system frees it even when the process is killed."""
    with (private_folder(workspace.state) / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

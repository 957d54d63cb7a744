"""An empty database for Prefect's server, made once a version and copied into each new workspace.

Prefect makes a database by going through every change its tables have ever seen, some six seconds
of computing. The result is the same each time and knows nothing of any workspace, so it is kept in
the user's cache folder. Where there is none to be had, Prefect makes the database as it always did.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing, suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

DATABASE: Final = "prefect.db"
"""In PREFECT_HOME, unless settings say where else."""

ELSEWHERE: Final = (
    "PREFECT_SERVER_DATABASE_CONNECTION_URL",
    "PREFECT_API_DATABASE_CONNECTION_URL",
)

UNUSABLE: Final = (OSError, sqlite3.Error, RuntimeError)
"""What a cache may fail with; the last where a user has no home."""


def provide(home: Path) -> None:
    """Put an empty database into the Prefect home `home` unless there is one; keep a copy of it.

    Does nothing when the settings name another database. A cache that cannot be used is no error.
    """
    database = home / DATABASE
    if database.exists() or any(name in os.environ for name in ELSEWHERE):
        return
    with suppress(*UNUSABLE):
        kept = cache_folder() / f"prefect-{version('prefect')}.db"
        if kept.exists():
            _place(kept, database)
            return
        _make()
        if database.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            _place(database, kept)


def _make() -> None:
    """Have Prefect make its database in its home."""
    from prefect.server.database import provide_database_interface

    asyncio.run(provide_database_interface().create_db())


def cache_folder() -> Path:
    """Where this user's programs keep what they can make again (XDG base directories)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "padan"


def _place(source: Path, target: Path) -> None:
    """Copy a database; `target` is whole from the moment it is there, whatever happens."""
    with TemporaryDirectory(dir=target.parent, prefix=".padan-") as folder:
        copy = Path(folder) / DATABASE
        # Closed, a database is one file, whatever it kept beside itself meanwhile.
        with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(copy)) as made:
            original.backup(made)
        os.replace(copy, target)

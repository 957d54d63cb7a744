"""Open publications: one read-only DuckDB per published period and process.

A publication is attached to an in-memory database that holds the scoped views, views derived from
them, the period, and a copy of the ledger's verdicts; and tables that are prepared once on opening,
because every page of a queue would recompute them (`sql/review/prepared`; pages reach them
through scoped views too). When a period is published again its file is another one, and the next
request opens that; requests under way finish on the old one.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import duckdb

import sql
from pipelines.office.config import EngineConfig
from pipelines.office.workspace import Workspace
from review.published.errors import NothingPublished, OutdatedPublication
from review.published.verdicts import VerdictCopy

MOST_OPEN = 4  # publications; pages mostly read the newest, sometimes an earlier one
MEMORY = "1GB"  # of each; further work spills to disk


@dataclass
class Publication:
    """An open publication: give out cursors, never the connection itself."""

    period: str
    identity: tuple[int, int]
    connection: duckdb.DuckDBPyConnection
    verdicts: VerdictCopy


class Gateway:
    """The publications of a workspace, opened when first asked for; safe between threads."""

    def __init__(self, workspace: Workspace, engine: EngineConfig) -> None:
        self._workspace = workspace
        self._engine = engine
        self._open: OrderedDict[str, Publication] = OrderedDict()
        self._lock = Lock()

    def periods(self) -> list[str]:
        """Published periods, oldest first."""
        return self._workspace.published_periods()

    def publication(self, period: str | None = None) -> Publication:
        """The publication of `period` (the newest without one).

        NothingPublished without any; OutdatedPublication when it must be run again to be read.
        """
        published = self.periods()
        if not published or (period is not None and period not in published):
            raise NothingPublished
        chosen = period or published[-1]
        path = self._workspace.database(chosen)
        with self._lock:
            known = self._open.get(chosen)
            if known is None or known.identity != _identity(path):
                # An old one is not closed: requests may still be reading from it, and it goes
                # when the last of them lets it go.
                self._open[chosen] = known = self._opened(chosen, path)
            self._open.move_to_end(chosen)
            while len(self._open) > MOST_OPEN:
                self._open.popitem(last=False)
        return known

    def _opened(self, period: str, path: Path) -> Publication:
        identity = _identity(path)
        # In memory and attached, because DuckDB hands out the same database again when a path is
        # connected to twice in a process, even if another file lies there by now.
        con = duckdb.connect(
            ":memory:",
            config={
                "threads": self._engine.threads,
                "memory_limit": MEMORY,
                "temp_directory": str(self._workspace.state / "web.tmp"),
            },
        )
        quoted = str(path).replace("'", "''")
        con.execute(f"ATTACH '{quoted}' AS published (READ_ONLY)")
        con.execute("SET enable_external_access = false")
        con.execute("CREATE SCHEMA prepared")
        con.execute("CREATE SCHEMA scoped")
        con.execute("SET search_path = 'memory.scoped'")
        con.execute("CREATE TABLE published_period (period VARCHAR)")
        con.execute("INSERT INTO published_period VALUES ($period)", {"period": period})
        verdicts = VerdictCopy(con)
        try:
            _create(con, "TABLE", "review/prepared", "prepared.")
            _create(con, "VIEW", "review/scoped")
            _create(con, "VIEW", "review/derived")
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise OutdatedPublication(period) from error
        return Publication(period, identity, con, verdicts)


def _create(con: duckdb.DuckDBPyConnection, what: str, folder: str, schema: str = "") -> None:
    """Make a table or view of each query of a folder, in order of name."""
    for name in sql.names(folder):
        con.execute(f"CREATE {what} {schema}{name.rsplit('/', 1)[-1]} AS {sql.read(name)}")


def _identity(path: Path) -> tuple[int, int]:
    """Tells one publication of a period from the next."""
    try:
        found = os.stat(path)
    except FileNotFoundError:  # withdrawn between two looks
        raise NothingPublished from None
    return found.st_ino, found.st_mtime_ns

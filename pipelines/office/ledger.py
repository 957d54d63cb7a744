"""Decisions of people, as a table.

`review/` owns the ledger (Django, append-only); a run copies it in at its start by reading the
table itself, from the workspace's SQLite file or from the PostgreSQL database that `DATABASE_URL`
names, so that no step knows Django.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from typing import Any

import polars as pl

from pipelines.errors import RunError, UsageError
from pipelines.office.workspace import Workspace
from schemas.columns import VOCABULARY

DECISION: dict[str, type[pl.DataType] | pl.DataType] = {
    "decision_id": pl.String,
    "kind": pl.String,
    "subject_ids": pl.List(pl.String),
    "verdict": pl.String,
    "reason": pl.String,
    "by": pl.String,
    "at": pl.String,
    "evidence_hash": pl.String,
}
VERDICTS = {
    "pair": ("same", "different", "unsure"),
    "pair_opinion": ("same", "different", "unsure"),
    "flag": ("agree", "first_agree", "disagree", "unsure", "field_check"),
    "proposal": ("agree", "first_agree", "disagree", "unsure"),
    "population_list": ("confirm", "reject", "unsure"),
    "replacement_list": ("agree", "disagree", "unsure"),
    "column": (*VOCABULARY, "abaikan", "unsure"),
}
"""What may be said of each kind of subject; of a column of a file, what it is (see intake).

A `pair_opinion` is a blind one that constrains nothing: it is counted (review.pairs.agreement).
`first_agree` waits for a second person and decides nothing yet (review.ledger.second)."""

NO_DECISIONS = pl.DataFrame(schema=DECISION)
LEDGER_TABLE = "ledger_decision"  # Django's name for review.ledger.Decision


def read_decisions(workspace: Workspace) -> pl.DataFrame:
    """All decisions, oldest first: decision_id, kind (a key of VERDICTS), subject_ids, verdict,
    reason, by, at (ISO text, UTC), evidence_hash (may be null).

    Empty where nobody has decided anything yet.
    """
    columns = ", ".join(f'CAST("{name}" AS TEXT)' for name in DECISION)
    query = f"SELECT {columns} FROM {LEDGER_TABLE}"
    if url := postgresql_url():
        rows = _from_postgresql(url, query)
    elif workspace.ledger.is_file():
        with closing(sqlite3.connect(f"{workspace.ledger.as_uri()}?mode=ro", uri=True)) as con:
            rows = con.execute(query).fetchall()
    else:
        return NO_DECISIONS
    place = list(DECISION).index("subject_ids")
    decoded = [(*row[:place], json.loads(row[place]), *row[place + 1 :]) for row in rows]
    return pl.DataFrame(decoded, schema=DECISION, orient="row").sort("at", "decision_id")


def postgresql_url() -> str:
    """`DATABASE_URL`, or the empty text when the ledger is the workspace's own SQLite file.

    UsageError when it names a database of another kind.
    """
    url = os.environ.get("DATABASE_URL", "")
    if url and not url.startswith(("postgres://", "postgresql://")):
        raise UsageError("DATABASE_URL harus diawali postgresql://; tanpa itu dipakai SQLite")
    return url


def _from_postgresql(url: str, query: str) -> list[tuple[Any, ...]]:
    """The rows of `query`; none before the table was made. RunError without a connection."""
    import psycopg  # an extra: most offices have no PostgreSQL

    try:
        with psycopg.connect(url) as con:
            return con.execute(query).fetchall()
    except psycopg.errors.UndefinedTable:
        return []
    except psycopg.OperationalError:
        # Its message may hold the address with its password.
        raise RunError("basis data pada DATABASE_URL tidak dapat dihubungi") from None

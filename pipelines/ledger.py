"""Decisions of people, as a table.

`review/` owns the ledger (Django, append-only); a run copies it in at its start by reading the
SQLite file itself, so that no step knows Django.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import polars as pl

from pipelines.workspace import Workspace

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
    "flag": ("agree", "disagree", "unsure", "field_check"),
    "proposal": ("agree", "disagree", "unsure"),
    "population_list": ("confirm", "reject", "unsure"),
}
LEDGER_TABLE = "ledger_decision"  # Django's name for review.ledger.Decision


def read_decisions(workspace: Workspace) -> pl.DataFrame:
    """All decisions, oldest first: decision_id, kind (pair | flag | proposal | population_list),
    subject_ids, verdict, reason, by, at (ISO text, UTC), evidence_hash (may be null).

    Empty where nobody has decided anything yet.
    """
    if not workspace.ledger.is_file():
        return pl.DataFrame(schema=DECISION)
    with closing(sqlite3.connect(f"{workspace.ledger.as_uri()}?mode=ro", uri=True)) as con:
        columns = ", ".join(f'"{name}"' for name in DECISION)
        rows = con.execute(f"SELECT {columns} FROM {LEDGER_TABLE}").fetchall()
    place = list(DECISION).index("subject_ids")
    decoded = [(*row[:place], json.loads(row[place]), *row[place + 1 :]) for row in rows]
    return pl.DataFrame(decoded, schema=DECISION, orient="row").sort("at", "decision_id")

"""A copy of the ledger's decisions next to the published data, so that one query can join both.

Only ids, verdicts, names of users and times: reasons, which people write freely, stay in the
ledger's own database.
"""

from __future__ import annotations

from threading import Lock

import duckdb
import polars as pl

from review.ledger.models import Subject

COLUMNS = {
    "number": pl.Int64,
    "subject_id": pl.String,
    "decision_id": pl.String,
    "kind": pl.String,
    "verdict": pl.String,
    "by": pl.String,
    "at": pl.String,
    "evidence_hash": pl.String,
}
FIELDS = (
    "number",
    "subject_id",
    "decision_id",
    "decision__kind",
    "decision__verdict",
    "decision__by",
    "decision__at",
    "decision__evidence_hash",
)


class VerdictCopy:
    """The table `decision` next to a publication: one row a decision and subject."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._con = connection
        self._newest = 0
        self._lock = Lock()
        empty = pl.DataFrame(schema=COLUMNS)
        connection.register("incoming", empty)
        connection.execute("CREATE TABLE decision AS SELECT * FROM incoming")
        connection.unregister("incoming")

    def refresh(self) -> None:
        """Take in what was decided since the last call; every request sees what was confirmed."""
        with self._lock:
            rows = list(
                Subject.objects.filter(number__gt=self._newest)
                .order_by("number")
                .values_list(*FIELDS)
            )
            if not rows:
                return
            self._con.register("incoming", pl.DataFrame(rows, schema=COLUMNS, orient="row"))
            self._con.execute("INSERT INTO decision SELECT * FROM incoming")
            self._con.unregister("incoming")
            self._newest = rows[-1][0]

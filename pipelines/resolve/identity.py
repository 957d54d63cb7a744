"""Ids that persist: the same person, the same household, the same id next month.

Each cluster takes the id of last month's cluster with which it has most in common; where two claim
one id, the greater overlap has it and the other gets a new one. A rerun of a period looks at the
same earlier month and so gives the same ids again.
"""

from __future__ import annotations

from itertools import count
from typing import Final, Literal

import duckdb

from pipelines.resolve.work import add, make

PREFIX: Final = {"person": "p", "household": "h"}
"""What the ids of each unit begin with."""


def assign_ids(con: duckdb.DuckDBPyConnection, unit: Literal["person", "household"]) -> None:
    """Make linkage.identity: cluster, id.

    Of the unit's SQL files `<unit>_vote` gives what clusters have in common with last month's ids,
    `<unit>_key` the content from which a new id is made, `<unit>_taken` the ids used before.
    """
    make(con, "vote", by=f"{unit}_vote")
    make(con, "id_key", by=f"{unit}_key")
    make(con, "taken", by=f"{unit}_taken")
    give_ids(con, PREFIX[unit])


def give_ids(con: duckdb.DuckDBPyConnection, prefix: str) -> None:
    """Make linkage.identity from linkage.vote, linkage.id_key and linkage.taken."""
    con.execute("create or replace table linkage.identity (cluster text, id text)")
    while add(con, "identity", by="kept_id"):
        pass
    ((clusters,),) = con.execute("select count(*) from linkage.id_key").fetchall()
    ((given,),) = con.execute("select count(*) from linkage.identity").fetchall()
    for salt in count():
        if given == clusters:
            return
        given += add(con, "identity", by="new_id", prefix=prefix, salt=str(salt))

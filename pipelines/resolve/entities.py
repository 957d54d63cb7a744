"""From rows to what is compared: entities, and the keys under which they are looked for.

An entity is a row, or the rows that the exact pass made one person.
"""

from __future__ import annotations

from datetime import date

import duckdb

import sql
from pipelines.machine.tables import bound
from pipelines.resolve import blocks, thresholds
from pipelines.resolve.work import make


def make_entities(con: duckdb.DuckDBPyConnection, latest: date) -> None:
    """Make linkage.exact, linkage.entity and linkage.node: entities with the keys of blocking.

    `latest`: the period's last day, by which the century of a date inside a NIK is known. Reads
    core.person, core.record and linkage.decided_pair.
    """
    make(con, "exact")
    make(con, "entity", latest=latest)
    node = sql.read("linkage/node")
    con.execute(
        f"create or replace table linkage.node as select *, {blocks.key_columns()} from ({node})",
        bound(node, thresholds.by_name()),
    )


def open_with_relatives(con: duckdb.DuckDBPyConnection) -> int:
    """Give open entities their relatives' KKs in linkage.node; returns how many were opened.

    Reads linkage.cluster.
    """
    make(con, "relative_kk")
    ((opened,),) = con.execute(sql.read("linkage/opened")).fetchall()
    return int(opened)

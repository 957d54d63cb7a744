"""The step from rows to people and households, in order: exact, compare, decide, ids.

What a table of `link` means is in `schemas/link.py`, how it is found in `sql/link/`. Python
only keeps the order, binds values, and clusters (`linking`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

import sql
from pipelines.domain.periods import last_day
from pipelines.machine.tables import fill, store
from pipelines.office.config import Config, EngineConfig
from pipelines.resolve import evaluation, thresholds
from pipelines.resolve.blocks import leave_out_common_keys
from pipelines.resolve.chance import weights_of
from pipelines.resolve.compare import prepare
from pipelines.resolve.decisions import store_decisions
from pipelines.resolve.earlier import earlier_month
from pipelines.resolve.engine import Engine, in_duckdb
from pipelines.resolve.entities import make_entities
from pipelines.resolve.fitted import FittedModel, committed
from pipelines.resolve.identity import assign_ids
from pipelines.resolve.linking import link_entities
from pipelines.resolve.spark import spark_engine
from pipelines.resolve.work import make, work_tables
from schemas import link
from schemas.base import Table

log = logging.getLogger("padan.resolve")

PEOPLE: dict[str, type[Table]] = {
    "compared": link.Compared,
    "limit_reached": link.LimitReached,
    "record_person": link.RecordPerson,
    "candidate": link.Candidate,
    "evaluation_pair": link.EvaluationPair,
}
HOUSEHOLDS: dict[str, type[Table]] = {
    "person_household": link.PersonHousehold,
    "record_household": link.RecordHousehold,
    "id_history": link.IdHistory,
}


def resolve(
    con: duckdb.DuckDBPyConnection,
    config: Config,
    period: str,
    decisions: pl.DataFrame,
    previous: Path | None,
    fitted: FittedModel | None = None,
) -> None:
    """Build the link layer.

    `decisions`: the ledger (decision_id, kind, subject_ids, verdict, reason, by, at,
    evidence_hash). `previous`: the newest earlier published database, whose ids are kept; None when
    there is none. `fitted`: the model the office uses; the committed one when left out. Raises
    RunError when rows are so alike that comparing them would take days, UsageError when Spark is
    asked for and not installed.
    """
    fitted, latest = fitted or committed(), last_day(period)
    bound = values(config, period)
    con.execute("create schema if not exists link")
    store_curves(con, fitted)
    con.execute(sql.read("link/row_evidence"))
    with work_tables(con), earlier_month(con, previous):
        store_decisions(con, decisions)
        make_entities(con, latest)
        leave_out_common_keys(con)
        weights = weights_of(con, fitted.m)
        store(con, "link.weight", weights.table())
        prepare(con)
        with _engine(config.engine) as engine:
            link_entities(con, weights, config.link.accept, engine)
        make(con, "near_pair")
        make(con, "placed")
        assign_ids(con, "person")
        for name, table in PEOPLE.items():
            fill(con, f"link.{name}", table, bound)
        make(con, "person_kk", latest=latest)
        make(con, "today_kk")
        assign_ids(con, "household")
        for name, table in HOUSEHOLDS.items():
            fill(con, f"link.{name}", table, bound)


def store_curves(con: duckdb.DuckDBPyConnection, fitted: FittedModel) -> None:
    """Write link.calibration, and the function link.calibrated that reads it."""
    store(con, "link.calibration", fitted.curves())
    con.execute(sql.read("link/calibrated"))


def values(config: Config, period: str) -> dict[str, Any]:
    """What the SQL files of `link` may bind: thresholds, and what the office has set."""
    return {
        **thresholds.by_name(),
        "period": period,
        "automatic": config.link.automatic,
        "review": config.link.review,
        "evaluation_limit": evaluation.LIMIT,
        "evaluation_each": config.link.evaluation_pairs // len(evaluation.STRATA),
    }


@contextmanager
def _engine(config: EngineConfig) -> Iterator[Engine]:
    """The engine of `[engine] resolve`."""
    if config.resolve == "duckdb":
        yield in_duckdb
        return
    with spark_engine() as find:
        yield find

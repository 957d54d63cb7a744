"""From people and households to findings: the contract's rules, in SQL.

Knows what a proposal, a population list, a valid SKTM, a poor household and a disqualification
are, and how a finding becomes a flag next to last month's flags and people's decisions. Reads
`core.*`, `link.*` and `raw.file`; writes `out.*` (see `schemas/out.py`).
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

import sql
from pipelines.assess.benefits import benefit_table, urgency_rule
from pipelines.assess.checks import run_checks
from pipelines.assess.history import last_month
from pipelines.assess.rules import rule_table, rules_version
from pipelines.assess.steps import (
    CONCLUDING,
    MACROS,
    UNDERSTANDING,
    fill,
    fill_reasons,
    parameters,
    store,
)
from pipelines.assess.villages import village_table
from pipelines.office.config import Config
from pipelines.office.verdicts import flag_words, latest_verdicts
from schemas import out
from schemas.base import empty

__all__ = ["assess", "rules_version", "run_checks"]


def assess(
    con: duckdb.DuckDBPyConnection,
    config: Config,
    period: str,
    decisions: pl.DataFrame,
    previous: Path | None,
) -> None:
    """Judge every household of the period and write the `out` tables into `con`.

    `period` is `YYYY-MM`. `decisions` is the ledger as a table (decision_id, kind, subject_ids,
    verdict, reason, by, at, evidence_hash). `previous` is the newest earlier published database,
    from which flags take their state; None when there is none.
    """
    con.execute("CREATE SCHEMA IF NOT EXISTS out")
    store(con, "out.source_age", empty(out.SourceAge))
    store(con, "out.registry", empty(out.Registry))
    con.execute(MACROS)
    store(con, "out.rule", rule_table(config, period))
    store(con, "out.benefit", benefit_table(config, period))
    store(con, "out.urgency_rule", urgency_rule(config))
    store(con, "out.verdict", latest_verdicts(decisions))
    store(con, "out.flag_word", flag_words(decisions))
    store(con, "out.village", village_table(config.region))
    values = parameters(con, config, period)
    with last_month(con, previous):
        for name, table in UNDERSTANDING.items():
            fill(con, name, table, values)
        con.execute(f"CREATE OR REPLACE VIEW out.household AS {sql.read('out/household')}")
        fill_reasons(con, values)
        for name, table in CONCLUDING.items():
            fill(con, name, table, values)

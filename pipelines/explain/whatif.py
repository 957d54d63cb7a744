"""What other thresholds would mean: people's hours against the program's own mistakes.

Read off a published period: links and findings carry calibrated probabilities, so a sum of them is
an expected number. Nothing is linked again; a link that another threshold would make can bring
relatives and findings of its own, which only a run can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

import sql
from pipelines.office.config import LinkConfig

GRID_ACCEPT = (0.8, 0.85, 0.9, 0.95, 0.98, 0.99)
GRID_AUTOMATIC = (0.9, 0.95, 0.98, 0.99)


@dataclass(frozen=True)
class Effort:
    """Minutes an officer needs for one pair of rows, and for one finding."""

    pair_minutes: float = 2.0
    finding_minutes: float = 5.0


def what_if(
    con: duckdb.DuckDBPyConnection,
    link: LinkConfig,
    effort: Effort = Effort(),
    accepts: Sequence[float] = GRID_ACCEPT,
    automatics: Sequence[float] = GRID_AUTOMATIC,
) -> pl.DataFrame:
    """One row for each pair of thresholds, the office's own (`link`) among them.

    `con` is a published period. Columns: accept, automatic, present (the office's own), and

    - `pairs_asked`, `findings_asked`: items people would see; `hours`: what that takes;
    - `wrong_links`, `wrong_findings`: expected mistakes among what nobody would see;
    - `missed_links`, `missed_findings`: expected right ones that the program alone would not make;
      people who work through the queue find most of them.
    """
    scored = con.sql(sql.read("whatif/scored")).pl()
    findings = con.sql(sql.read("whatif/findings")).pl()
    rows = [
        {
            "accept": accept,
            "automatic": automatic,
            "present": accept == link.accept and automatic == link.automatic,
            **_links(scored, accept, link.review),
            **_findings(findings, automatic),
        }
        for accept in sorted({*accepts, link.accept})
        for automatic in sorted({*automatics, link.automatic})
    ]
    minutes = (
        pl.col("pairs_asked") * effort.pair_minutes
        + pl.col("findings_asked") * effort.finding_minutes
    )
    return pl.DataFrame(rows).with_columns(hours=(minutes / 60).round(1))


def _links(scored: pl.DataFrame, accept: float, review: float) -> dict[str, float]:
    """`scored`: probability and number of links and pairs left apart."""
    p, n = pl.col("probability"), pl.col("number")
    joined, asked = p >= accept, (p >= review) & (p < accept)
    return scored.select(
        pairs_asked=n.filter(asked).sum(),
        wrong_links=((1 - p) * n).filter(joined).sum(),
        missed_links=(p * n).filter(~joined).sum(),
    ).row(0, named=True)


def _findings(findings: pl.DataFrame, automatic: float) -> dict[str, float]:
    """`findings`: confidence, needs_review and number of findings."""
    sure, n = pl.col("confidence"), pl.col("number")
    unseen = ~pl.col("needs_review") & (sure >= automatic)
    return findings.select(
        findings_asked=n.filter(~unseen).sum(),
        wrong_findings=((1 - sure) * n).filter(unseen).sum(),
        missed_findings=(sure * n).filter(~unseen).sum(),
    ).row(0, named=True)

"""What people decided, as the steps need it: the latest word on each subject.

The ledger is append-only; somebody who changes their mind adds a row. Pair decisions belong to
linkage (`pipelines.resolve.links`) and are not read here. The words are the ledger's
(`pipelines.ledger.VERDICTS`).
"""

from __future__ import annotations

import polars as pl

from schemas import out
from schemas.base import conform

AGREE = ("agree", "confirm")
DISAGREE = ("disagree", "reject")
KINDS = ("flag", "proposal", "population_list", "replacement_list")


def latest_verdicts(decisions: pl.DataFrame) -> pl.DataFrame:
    """`out.Verdict`: the newest decision per kind and subject, where it agrees or disagrees.

    A newest word that decides nothing (unsure, field_check, first_agree) takes an earlier decision
    back. Decisions at the same moment are ordered by their id.
    """
    newest = (
        decisions.filter(pl.col("kind").is_in(KINDS))
        .explode("subject_ids", empty_as_null=True)
        .rename({"subject_ids": "subject_id"})
        .drop_nulls("subject_id")
        .sort("at", "decision_id")
        .unique(["kind", "subject_id"], keep="last", maintain_order=True)
        .filter(pl.col("verdict").is_in((*AGREE, *DISAGREE)))
        .with_columns(agrees=pl.col("verdict").is_in(AGREE))
    )
    return conform(newest.sort("kind", "subject_id"), out.Verdict)

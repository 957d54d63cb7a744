"""What people decided, as the rules need it: the latest word on each subject.

The ledger is append-only; somebody who changes their mind adds a row. Pair decisions belong to
`resolve` and are not read here.
"""

from __future__ import annotations

import polars as pl

from schemas import out
from schemas.base import conform

AGREE = ("agree", "confirm", "setuju", "ya")
DISAGREE = ("disagree", "reject", "tidak_setuju", "tidak")
KINDS = ("flag", "proposal", "population_list")


def latest_verdicts(decisions: pl.DataFrame) -> pl.DataFrame:
    """`out.Verdict`: the newest agreeing or disagreeing decision per kind and subject.

    Other verdicts (such as "later") decide nothing and leave an earlier decision standing.
    Decisions at the same moment are ordered by their id.
    """
    spoken = decisions.filter(pl.col("kind").is_in(KINDS)).with_columns(
        word=pl.col("verdict").str.strip_chars().str.to_lowercase().str.replace_all(" ", "_")
    )
    newest = (
        spoken.filter(pl.col("word").is_in((*AGREE, *DISAGREE)))
        .with_columns(agrees=pl.col("word").is_in(AGREE))
        .explode("subject_ids", empty_as_null=True)
        .rename({"subject_ids": "subject_id"})
        .drop_nulls("subject_id")
        .sort("at", "decision_id")
        .unique(["kind", "subject_id"], keep="last", maintain_order=True)
    )
    return conform(newest.sort("kind", "subject_id"), out.Verdict)

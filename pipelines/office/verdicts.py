"""What people decided, as the steps need it: the latest word on each subject.

The ledger is append-only; someone who changes their mind adds a row. Pair decisions belong to
linkage (`pipelines.resolve.decisions`) and are not read here. The words are the ledger's
(`pipelines.office.ledger.VERDICTS`).
"""

from __future__ import annotations

import polars as pl

from schemas import out
from schemas.base import conform

AGREE = ("agree", "confirm")
DISAGREE = ("disagree", "reject")
FLAG = "flag"
KINDS = ("proposal", "population_list", "replacement_list")


def flag_words(decisions: pl.DataFrame) -> pl.DataFrame:
    """`out.FlagWord`: the newest word per finding and evidence, also where it decides nothing.

    A word counts on the evidence it was given on, for as long as nobody says another one of the
    same; when evidence changes and then comes back, its word does too. Words without evidence
    (those of a table) count on any.
    """
    newest = _newest(decisions, (FLAG,), ["subject_id", "evidence_hash"])
    return conform(
        newest.rename({"subject_id": "flag_id"}).sort("flag_id", "at", "decision_id"), out.FlagWord
    )


def latest_verdicts(decisions: pl.DataFrame) -> pl.DataFrame:
    """`out.Verdict`: the newest decision per kind and subject, where it agrees or disagrees.

    A newest word that decides nothing (unsure, field_check, first_agree) takes an earlier decision
    back. Decisions at the same moment are ordered by their id.
    """
    newest = _newest(decisions, KINDS, ["kind", "subject_id"]).drop_nulls("agrees")
    return conform(newest.sort("kind", "subject_id"), out.Verdict)


def _newest(decisions: pl.DataFrame, kinds: tuple[str, ...], per: list[str]) -> pl.DataFrame:
    """The newest decision `per` these columns, with `agrees` (null where it decides nothing)."""
    return (
        decisions.filter(pl.col("kind").is_in(kinds))
        .explode("subject_ids", empty_as_null=True)
        .rename({"subject_ids": "subject_id"})
        .drop_nulls("subject_id")
        .sort("at", "decision_id")
        .unique(per, keep="last", maintain_order=True)
        .with_columns(
            agrees=pl.when(pl.col("verdict").is_in((*AGREE, *DISAGREE))).then(
                pl.col("verdict").is_in(AGREE)
            )
        )
    )

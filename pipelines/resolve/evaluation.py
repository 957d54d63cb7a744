"""A few pairs drawn at random, so that the model can be judged on more than hard cases.

What people review are pairs the model could not decide; a model measured on those alone would be
judged by its worst. So every month a few pairs that were decided without people are drawn, too:
exact and scored links, sure and less sure ones, and near pairs that were kept apart. They are asked
about without saying what the program thinks, and two people judge each.

Whether a pair may be drawn follows from its own hash. Decided pairs of that share are kept apart
from the labels that training learns from, whoever asked for them (`pipelines.training.reviewed`).
"""

from __future__ import annotations

import hashlib
from typing import Final

import polars as pl

EVALUATION_SHARE: Final = 0.2
"""Share of all pairs that never teach the model, only judge it."""

REVIEWERS: Final = 2
"""So many people judge a drawn pair, each without knowing of the other."""

STRATA: Final = ("nik", "sure", "near", "apart")
"""Same NIK backed by a second fact; linked, sure enough to decide a finding; linked, less sure;
scored and left apart without asking."""

SPACE: Final = 16**8
LIMIT: Final = f"{int(EVALUATION_SHARE * SPACE):08x}"
"""Pairs whose hash begins below this are of the share (`link/evaluation_pair.sql`)."""


def is_for_evaluation(one: str, other: str) -> bool:
    """Whether the pair of records belongs to the share that only judges the model."""
    return int(_digest(one, other)[:8], 16) < EVALUATION_SHARE * SPACE


def _digest(one: str, other: str) -> str:
    """The same text that `link/evaluation_pair.sql` makes of a pair."""
    return hashlib.sha256("|".join(sorted((one, other))).encode()).hexdigest()


def opinions(decisions: pl.DataFrame) -> pl.DataFrame:
    """record_l, record_r, people, same: pairs that people judged blind; `same` is what all of them
    said who were sure, null where they differ or nobody was. The newest opinion of each counts."""
    said = (
        decisions.filter(
            (pl.col("kind") == "pair_opinion") & (pl.col("subject_ids").list.len() == 2)
        )
        .with_columns(
            record_l=pl.col("subject_ids").list.min(), record_r=pl.col("subject_ids").list.max()
        )
        .sort("at", "decision_id")
        .unique(["record_l", "record_r", "by"], keep="last", maintain_order=True)
    )
    same = pl.col("verdict") == "same"
    sure = pl.col("verdict").is_in(["same", "different"])
    return (
        said.group_by("record_l", "record_r")
        .agg(
            people=pl.len(),
            same=pl.when(same.filter(sure).n_unique() == 1).then(same.filter(sure).first()),
        )
        .sort("record_l", "record_r")
    )


def judged_pairs(decisions: pl.DataFrame) -> pl.DataFrame:
    """record_l, record_r of pairs that need no more opinions."""
    judged = opinions(decisions).filter(pl.col("people") >= REVIEWERS)
    return judged.select("record_l", "record_r")

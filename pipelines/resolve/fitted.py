"""What training measured, as one JSON document: the part of linkage that is data, not code.

A fitted model holds the m-probabilities of the comparisons in `pipelines.resolve.model`, and
calibration curves: how often pairs, links and findings that were given a probability turned out to
be right. The committed one (`person.json`) changes only by a reviewed training run of developers;
an office may adopt one of its own (`pipelines.office.models`).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Self

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipelines.resolve.model import COMPARISONS
from schemas import link
from schemas.base import dtypes

Knot = tuple[float, float]
"""A probability as computed, and how often such cases turned out to be right."""

PAIR = "pair"
"""Name of the curve of scored pairs that were not joined; the others are match reasons."""

LINK, FINDING = "link", "finding"
"""What a curve is about: links of rows and pairs (by match reason), or findings (by kind)."""


class Calibration(BaseModel):
    """Curves by subject and name; where none is given, a probability stands as computed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    link: dict[str, list[Knot]] = Field({})
    finding: dict[str, list[Knot]] = Field({})

    @model_validator(mode="after")
    def _rises(self) -> Self:
        for curve in (*self.link.values(), *self.finding.values()):
            ends = curve[0][0] == 0 and curve[-1][0] == 1 if curve else False
            rises = all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(curve))
            if not ends or not rises or any(not 0 <= q <= 1 for _, q in curve):
                raise ValueError("a calibration curve rises from 0 to 1")
        return self


class FittedModel(BaseModel):
    """One version of the model; `m` by comparison and level."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    trained_on: dict[str, Any]
    m: dict[str, dict[str, float]]
    calibration: Calibration = Calibration()

    @model_validator(mode="after")
    def _fits_the_comparisons(self) -> Self:
        wanted = {c.name: {lv.name for lv in c.levels if not lv.is_null} for c in COMPARISONS}
        if {name: set(levels) for name, levels in self.m.items()} != wanted:
            raise ValueError("m-probabilities belong to other comparisons than this program's")
        return self

    def curves(self) -> pl.DataFrame:
        """The curves as `link.calibration`: straight pieces, one row each."""
        rows = [
            (subject, name, low, high, low_right, high_right)
            for subject, curves in ((LINK, self.calibration.link),
                                    (FINDING, self.calibration.finding))
            for name, knots in sorted(curves.items())
            for (low, low_right), (high, high_right) in pairwise(knots)
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=dtypes(link.Calibration), orient="row")

    def to_json(self) -> str:
        """The document as it is kept: one knot of a curve a line, so that a diff can be read."""
        text = self.model_dump_json(indent=2)
        return re.sub(r"\[\s+([-+.\de]+),\s+([-+.\de]+)\s+\]", r"[\1, \2]", text) + "\n"


@cache
def committed() -> FittedModel:
    """The model that comes with the program."""
    text = files("pipelines.resolve").joinpath("person.json").read_text(encoding="utf-8")
    return FittedModel.model_validate_json(text)

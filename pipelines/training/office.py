"""An office's own model: from its review, with the present model as prior, compared, written down.

Writes `WORKSPACE/models/<version>.json` and next to it `<version>.md`, a page for the officer who
decides whether to adopt it. Both are the owner's alone; nothing of people is logged or printed.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from pipelines.demo.evaluate import Result
from pipelines.errors import UsageError
from pipelines.machine.logs import private_folder
from pipelines.office.config import Config
from pipelines.office.ledger import read_decisions
from pipelines.office.models import model_file
from pipelines.office.workspace import Workspace
from pipelines.resolve.adopted import model_in_use
from pipelines.resolve.fitted import FittedModel, committed
from pipelines.resolve.weights import Shares
from pipelines.run.steps import Step, StepCount, StepRunner, run_directly
from pipelines.training.compare import (
    Linked,
    ModelComparison,
    accuracy,
    cases,
    judged,
    linked,
    moved,
)
from pipelines.training.measure import blended, count_pairs
from pipelines.training.regency import PERIOD, copy_of, labelled_regency
from pipelines.training.reliability import worst_error
from pipelines.training.report import page
from pipelines.training.reviewed import period_database, reviewed_pairs

SYNTHETIC: tuple[tuple[int, float], ...] = ((701, 1.0), (702, 2.0))
"""Seed and noise of the regencies both models are tried on; nothing is trained on these."""

SYNTHETIC_HOUSEHOLDS = 400
FEW_CASES = 100
"""Small regencies: a decile with so many cases is reported (the floor of issue 4 asks for 500)."""


@dataclass
class Training:
    """A training run under way."""

    workspace: Workspace
    config: Config
    version: str
    labels: pl.DataFrame = field(default_factory=pl.DataFrame)
    fitted: FittedModel | None = None
    comparison: ModelComparison | None = None
    counts: dict[str, StepCount] = field(default_factory=dict)

    def steps(self) -> dict[str, Step]:
        """The steps in order, by name."""
        return {
            "gather labels": self.gather,
            "measure model": self.measure,
            "compare models": self.compare,
            "write model": self.write,
        }

    def gather(self) -> StepCount:
        """The ledger's decisions on pairs → labels."""
        decisions = read_decisions(self.workspace)
        self.labels = reviewed_pairs(self.workspace, decisions)
        return StepCount(decisions.height, self.labels.height)

    def measure(self) -> StepCount:
        """Labels that may teach → m-probabilities blended with those in use."""
        teaching = self.labels.filter("same", ~pl.col("for_evaluation"))
        present = model_in_use(self.workspace)
        m: Shares = present.m
        for (period,), part in teaching.group_by("period", maintain_order=True):
            with closing(period_database(self.workspace, str(period))) as con:
                m = blended(m, count_pairs(con, part, int(str(period)[:4])))
        self.fitted = FittedModel(
            version=self.version,
            trained_on={
                "prior": present.version,
                "labels": teaching.height,
                "periods": sorted(teaching["period"].unique()),
            },
            m=m,
            calibration=present.calibration,
        )
        return StepCount(self.labels.height, teaching.height)

    def compare(self) -> StepCount:
        """Present and new model on synthetic truth, on people's decisions, on the newest month."""
        assert self.fitted is not None, "the model has not been measured"
        models = (model_in_use(self.workspace), self.fitted)
        synthetic: dict[str, tuple[Result, Result]] = {}
        trials = []
        for seed, noise in SYNTHETIC:
            with tempfile.TemporaryDirectory() as folder:
                con, truth = labelled_regency(seed, noise, SYNTHETIC_HOUSEHOLDS, Path(folder))
            with closing(con):
                present, fresh = (self._linked(copy_of(con), PERIOD, model) for model in models)
            synthetic[f"{noise:g}"] = (
                accuracy(present, truth), accuracy(fresh, truth)
            )  # fmt: skip
            trials.append((cases(present, truth), cases(fresh, truth)))
        before, after = (pl.concat(parts) for parts in zip(*trials, strict=True))
        labelled, movers = self._on_the_newest_month(models)
        self.comparison = ModelComparison(
            synthetic=synthetic,
            labelled=labelled,
            moved=movers,
            worst_error=(worst_error(before, [], FEW_CASES), worst_error(after, [], FEW_CASES)),
        )
        return StepCount(before.height + after.height, movers.height)

    def _on_the_newest_month(
        self, models: tuple[FittedModel, FittedModel]
    ) -> tuple[dict[str, tuple[Result, Result]], pl.DataFrame]:
        """Figures on decided pairs by what they are for, and the rows that would move."""
        periods = self.workspace.published_periods()
        if not periods:
            return {}, pl.DataFrame()
        present, fresh = (
            self._linked(period_database(self.workspace, periods[-1]), periods[-1], model)
            for model in models
        )
        judging = {
            "evaluation": self.labels.filter("for_evaluation"),
            "teaching": self.labels.filter(~pl.col("for_evaluation")),
        }
        labelled = {
            name: (judged(present, part), judged(fresh, part)) for name, part in judging.items()
        }
        return labelled, moved(present, fresh)

    def _linked(self, con: duckdb.DuckDBPyConnection, period: str, fitted: FittedModel) -> Linked:
        """What `fitted` makes of the rows in `con`, which is closed then."""
        with closing(con):
            return linked(con, self.config, period, fitted)

    def write(self) -> StepCount:
        """The model and its page, private to their owner."""
        assert self.fitted is not None and self.comparison is not None, "nothing to write yet"
        private_folder(self.workspace.models)
        file = model_file(self.workspace, self.version)
        text = page(self.fitted, model_in_use(self.workspace), self.labels, self.comparison)
        page_file(file).write_text(text, encoding="utf-8")
        file.write_text(self.fitted.to_json(), encoding="utf-8")
        for path in (file, page_file(file)):
            path.chmod(0o600)
        return StepCount(self.labels.height, 2)


def train(
    workspace: Workspace, config: Config, version: str | None, run_step: StepRunner = run_directly
) -> Training:
    """Train, compare and write a model; adopts nothing.

    `version`: the new model's name; today's date when left out. UsageError when there is one.
    """
    training = Training(workspace, config, version or free_version(workspace))
    new_model_file(workspace, training.version)
    for name, step in training.steps().items():
        training.counts[name] = run_step(name, step)
    return training


def new_model_file(workspace: Workspace, version: str) -> Path:
    """Where a model that is yet to be trained goes.

    UsageError for a name that is none, or that is taken by another model or the built-in one.
    """
    file = model_file(workspace, version)
    if file.exists() or version == committed().version:
        raise UsageError(f"model '{version}' sudah ada; beri nama lain dengan --version")
    return file


def page_file(model: Path) -> Path:
    """The page about a model, next to its file."""
    return model.with_name(f"{model.stem}.md")


def free_version(workspace: Workspace) -> str:
    """A name for a new model: today, numbered when there is one of today already."""
    today = f"{date.today():%Y-%m-%d}"
    number = 1
    name = today
    while model_file(workspace, name).exists():
        number += 1
        name = f"{today}-{number}"
    return name

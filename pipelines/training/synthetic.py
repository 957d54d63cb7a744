"""The committed model's training on synthetic regencies: m on some seeds, curves on others.

Whole months are run, as an office runs them, so that findings are calibrated with everything that
can go wrong on the way to them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from pipelines.demo import generate
from pipelines.office.creating import create_workspace
from pipelines.office.models import model_file
from pipelines.resolve.adopted import adopt
from pipelines.resolve.fitted import LINK, Calibration, FittedModel
from pipelines.resolve.weights import Shares
from pipelines.run.month import run_month
from pipelines.training.measure import measure, pooled
from pipelines.training.regency import PERIOD, REGION, YEAR, labelled_regency
from pipelines.training.reliability import calibration, cases_of_run

Regency = tuple[int, float]
"""Seed and noise of a synthetic regency."""

MEASURED: tuple[Regency, ...] = ((101, 1.0), (102, 1.5), (103, 2.0), (104, 2.5))
CALIBRATED: tuple[Regency, ...] = (
    (301, 1.0), (302, 1.0), (303, 1.5), (304, 1.5), (305, 2.0), (306, 2.0), (307, 2.5), (308, 2.5),
    (309, 3.0), (310, 3.0),
)  # fmt: skip
"""Other seeds than those m was measured on; the benchmarks and tests hold out others again."""


def measured_m(regencies: Iterable[Regency], households: int) -> Shares:
    """m-probabilities over several synthetic regencies."""
    found = []
    for seed, noise in regencies:
        with tempfile.TemporaryDirectory() as folder:
            con, labels = labelled_regency(seed, noise, households, Path(folder))
            found.append((labels.height, measure(con, labels, YEAR)))
            con.close()
    return pooled(found)


def cases(fitted: FittedModel, regencies: Iterable[Regency], households: int) -> pl.DataFrame:
    """Cases of whole months of synthetic regencies, run with `fitted`."""
    return pl.concat([_month_cases(fitted, *regency, households) for regency in regencies])


def _month_cases(fitted: FittedModel, seed: int, noise: float, households: int) -> pl.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        workspace = create_workspace(Path(folder) / "kantor", REGION)
        truth = Path(folder) / "truth"
        generate(
            workspace.inbox, region=REGION, households=households, seed=seed, period=PERIOD,
            noise=noise, truth=truth,
        )  # fmt: skip
        own = fitted.model_copy(update={"version": "trial"})
        workspace.models.mkdir()
        model_file(workspace, own.version).write_text(own.to_json(), encoding="utf-8")
        adopt(workspace, own.version, by="training")
        run_month(workspace, PERIOD)
        return cases_of_run(workspace.root, truth, PERIOD)


def calibrated(fitted: FittedModel, regencies: Sequence[Regency], households: int) -> FittedModel:
    """`fitted` with curves: links first, since findings rest on them."""
    plain = fitted.model_copy(update={"calibration": Calibration()})
    links = cases(plain, regencies, households).filter(pl.col("subject") == LINK)
    linked = plain.model_copy(update={"calibration": calibration(links)})
    findings = cases(linked, regencies, households).filter(pl.col("subject") != LINK)
    both = Calibration(link=linked.calibration.link, finding=calibration(findings).finding)
    return linked.model_copy(update={"calibration": both})

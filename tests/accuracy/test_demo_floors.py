"""Floors of accuracy on a small demo regency with harsher noise than an office is used to.

The regency is generated, run for two months, and compared with its truth. A floor that breaks is
a regression of reading, linking or judging; `python -m pipelines.demo.evaluate` shows the figures.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.demo import generate
from pipelines.demo.evaluate import evaluate
from pipelines.office.creating import create_workspace
from pipelines.run.month import run_month

FIRST, SECOND = "2026-10", "2026-11"
USUAL, HARSH = "usual", "harsh"
RUNS = [(USUAL, FIRST), (USUAL, SECOND), (HARSH, FIRST)]
FEW = 1
"""Where a kind has few cases, one error says little: this many are allowed on top."""

Figures = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="session")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """(regency, period) → figures: 450 households at noise 1.5 for two months, and 300 others at
    noise 3, where one of a third of all pairs to be found has a wrong NIK or none."""
    found = {}
    for regency, households, seed, noise, periods in (
        (USUAL, 450, 17, 1.5, [FIRST, SECOND]),
        (HARSH, 300, 12, 3.0, [FIRST]),
    ):
        folder = tmp_path_factory.mktemp(regency)
        workspace = create_workspace(folder / "kantor", "63.05")
        truth = folder / "truth"
        generate(
            workspace.inbox, region="63.05", households=households, seed=seed, period=FIRST,
            noise=noise, months=len(periods), truth=truth,
        )  # fmt: skip
        for previous, period in zip([None, *periods], periods, strict=False):
            run_month(workspace, period)
            found[regency, period] = evaluate(Path(workspace.root), truth, period, previous)
    return found


def _reaches(score: dict[str, Any], floor: float) -> bool:
    """F1 at the floor, or no more than `FEW` false and missed together."""
    return score["f1"] >= floor or score["false"] + score["missed"] <= FEW


@pytest.mark.parametrize("run", RUNS)
def test_every_row_is_accounted_for_once(figures: Figures, run: tuple[str, str]) -> None:
    rows = figures[run]["rows"]
    assert rows["present_once"] == rows["data_rows"] > 0
    assert rows["wrongly_rejected"] == rows["wrongly_not_data"] == 0
    assert rows["rejected_rightly"] == rows["must_be_rejected"]
    assert rows["not_data_taken_for_data"] == rows["unknown_rows_accepted"] == 0


def test_bad_files_are_refused_and_good_ones_are_not(figures: Figures) -> None:
    rows = figures[USUAL, FIRST]["rows"]
    assert rows["bad_files_refused"] == rows["bad_files"] == 6
    assert rows["good_files_refused"] == []


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize(
    ("part", "floor"),
    [("core", 0.995), ("bad_nik", 0.97), ("all_sources", 0.97), ("households", 0.995)],
)
def test_links_reach_their_floor(
    figures: Figures, run: tuple[str, str], part: str, floor: float
) -> None:
    assert figures[run]["links"][part]["f1"] >= floor


@pytest.mark.parametrize("run", RUNS)
def test_hardly_any_link_is_wrong(figures: Figures, run: tuple[str, str]) -> None:
    assert figures[run]["links"]["core"]["precision"] >= 0.999
    assert figures[run]["links"]["households"]["precision"] >= 0.998


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("part", ["any", "auto"])
@pytest.mark.parametrize(
    ("kind", "floor"),
    [
        ("missing_from_dtks", 0.97),
        ("ineligible_sktm", 0.97),
        ("ineligible_dtks", 0.95),
        ("deceased_in_dtks", 0.95),
        ("duplicate_in_dtks", 0.9),
        ("duplicate_submission", 0.95),
        ("members_missing", 0.93),
        ("desil_mismatch", 0.95),
        ("identity_unverified", 0.93),
    ],
)
def test_flags_reach_their_floor(
    figures: Figures, run: tuple[str, str], part: str, kind: str, floor: float
) -> None:
    assert _reaches(figures[run]["flags"][kind][part], floor)


@pytest.mark.parametrize("kind", ["person_id", "household_id"])
def test_ids_survive_the_month(figures: Figures, kind: str) -> None:
    assert figures[USUAL, SECOND]["stability"][kind]["kept"] >= 0.995

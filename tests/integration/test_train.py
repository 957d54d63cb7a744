"""`padan train`: from an office's decisions to a model that its next run uses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.commands.train import adopt_model
from pipelines.errors import UsageError
from pipelines.machine.database import open_published
from pipelines.office.config import load_config
from pipelines.office.workspace import Workspace
from pipelines.resolve.adopted import model_in_use, read_model
from pipelines.resolve.fitted import committed
from pipelines.run.month import run_month
from pipelines.training import office as training
from tests.support.published import copied
from tests.support.small_inbox import PERIOD, personal_values


@pytest.fixture(scope="module")
def place(village_month: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A published month of a few families, every pair of whose rows someone decided."""
    place = copied(village_month, tmp_path_factory.mktemp("training") / "kantor")
    with open_published(place.database(PERIOD)) as con:
        pairs = con.execute(
            "select l.record_id, r.record_id, "
            "case when l.person_id = r.person_id then 'same' else 'different' end "
            "from link.record_person l join link.record_person r on l.record_id < r.record_id"
        ).fetchall()
    table = place.root / "keputusan.csv"
    # The first pair is judged blind only: it may judge the model and never teach it.
    rows = [
        f"{'pair' if n else 'pair_opinion'},{one} {other},{what},dilihat,petugas,2026-10-20"
        for n, (one, other, what) in enumerate(sorted(pairs))
    ]
    table.write_text("\n".join(["kind,subject_ids,verdict,reason,by,at", *rows]))
    # The ledger is Django's, which serves one workspace a process.
    command = [sys.executable, "-m", "pipelines.cli", "decisions", "import"]
    subprocess.run([*command, place.root, table], check=True, capture_output=True)
    return place


@pytest.fixture(scope="module")
def trained(place: Workspace) -> training.Training:
    """A model trained on that, tried on one very small synthetic regency."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "SYNTHETIC", ((701, 1.0),))
        patch.setattr(training, "SYNTHETIC_HOUSEHOLDS", 60)
        return training.train(place, load_config(place.config_file), "uji")


def test_training_writes_a_model_and_a_page_that_are_the_owners_alone(
    place: Workspace, trained: training.Training
) -> None:
    model = read_model(place.models / "uji.json")
    assert model.version == "uji"
    assert model.trained_on["prior"] == committed().version
    assert trained.labels.height > 0
    modes = {path.name: path.stat().st_mode & 0o077 for path in place.models.iterdir()}
    assert modes == {"uji.json": 0, "uji.md": 0}


def test_labels_that_judge_do_not_teach(trained: training.Training) -> None:
    assert trained.fitted is not None
    assert trained.labels.row(0, named=True)["for_evaluation"]
    teaching = trained.labels.filter("same", ~trained.labels["for_evaluation"])
    assert trained.fitted.trained_on["labels"] == teaching.height < trained.labels.height


def test_the_page_compares_both_models_and_names_nobody(
    place: Workspace, trained: training.Training
) -> None:
    page = (place.models / "uji.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^\| 1 \| (sekarang|baru) \|", page, re.MULTILINE)) == 2
    assert "penguji (acak)" in page and "--adopt uji" in page
    assert [value for value in personal_values() if value in page] == []


def test_a_version_is_never_overwritten(place: Workspace, trained: training.Training) -> None:
    with pytest.raises(UsageError, match="sudah ada"):
        training.train(place, load_config(place.config_file), trained.version)


def test_only_an_adopted_model_is_used_and_the_report_says_so(
    place: Workspace, trained: training.Training
) -> None:
    def reported() -> str:
        report: Path = place.out(PERIOD) / "report.json"
        return str(json.loads(report.read_text(encoding="utf-8"))["versions"]["model"])

    assert reported() == committed().version == model_in_use(place).version
    assert "model uji" in adopt_model(place.root, "uji")
    run_month(place, PERIOD)
    assert reported() == "uji"
    adopt_model(place.root, "bawaan")
    assert model_in_use(place) == committed()

"""Training the office's linkage model as a Prefect flow: the steps of `pipelines.training.office`.

Apart from the month on purpose: a run never trains. Parameters are a folder and a version, never
people; results are not persisted.
"""

from __future__ import annotations

from pathlib import Path

from prefect import flow
from prefect.artifacts import create_table_artifact

from pipelines.flows.monthly import run_as_task
from pipelines.machine.logs import log_to
from pipelines.office.config import load_config
from pipelines.office.workspace import open_workspace
from pipelines.training.office import Training, train


@flow(name="training", persist_result=False)
def training(workspace: str, version: str | None = None) -> None:
    """Measure a model on the office's review, compare it with the present one, write both down."""
    place = open_workspace(Path(workspace))
    with log_to(place.state / "logs" / "training.log"):
        publish_counts(train(place, load_config(place.config_file), version, run_as_task))


def publish_counts(done: Training) -> None:
    """A table artifact of counts by step; it holds no personal data."""
    create_table_artifact(
        key="padan-training",
        description=f"Steps of training model {done.version}",
        table=[{"step": name, **vars(count)} for name, count in done.counts.items()],
    )

"""The month as a Prefect flow: the steps of `pipelines.run.month`, each one a named task.

Works with no server running (Prefect then starts one for the length of the run) and under a
worker. Parameters are a folder and a period, never people; results are not persisted.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from pipelines.domain.periods import current_period
from pipelines.machine.logs import log_to
from pipelines.office.config import load_config
from pipelines.office.workspace import open_workspace
from pipelines.run.context import Finished
from pipelines.run.month import run_month
from pipelines.run.step_names import StepName
from pipelines.run.steps import Step, StepCount

READING_RETRIES = 2  # a flaky disk or network share; every other step would only fail again


@flow(name="monthly", persist_result=False)
def monthly(workspace: str, period: str | None = None, hold: bool = False) -> None:
    """Reconcile one month: read, standardize, resolve, assess, check, write, publish.

    Without `period` it is the current month where the office is: what a schedule wants.
    With `hold` the finished run waits to be compared and published by people.
    """
    place = open_workspace(Path(workspace))
    month = period or current_period(load_config(place.config_file).timezone)
    with log_to(place.run_log(month)):
        publish_counts(month, run_month(place, month, run_as_task, hold=hold))


def run_as_task(name: str, step: Step) -> StepCount:
    """Run a step of the month as a Prefect task that keeps neither inputs nor results."""
    as_task = task(
        name=name,
        persist_result=False,
        cache_policy=NO_CACHE,
        retries=READING_RETRIES if name == StepName.READ else 0,
        retry_delay_seconds=5,
        retry_condition_fn=_is_disk_trouble,
    )
    return as_task(step)()


def _is_disk_trouble(_task: Any, _run: Any, state: Any) -> bool:
    """Whether another attempt may mend it: an OSError (Prefect's retry condition)."""
    return isinstance(state.result(raise_on_failure=False), OSError)


def publish_counts(period: str, steps: Sequence[Finished]) -> None:
    """A table artifact of counts and seconds by step; it holds no personal data."""
    create_table_artifact(
        key="padan-month",
        description=f"Steps of period {period}",
        table=[{"step": step.name, **vars(step.count), "seconds": step.seconds} for step in steps],
    )

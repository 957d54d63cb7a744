"""How far the newest run is, from its log: each step with its seconds and rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipelines.office.run_lock import is_running
from pipelines.office.workspace import Workspace
from pipelines.run.step_names import StepName, step_label
from review.runs.child import FAILED
from review.runs.last_run import events

LAST_STEPS = (StepName.PUBLISH, StepName.HOLD)


@dataclass(frozen=True)
class StepLine:
    """One step in words; `seconds` is null while it is under way or where it stopped."""

    title: str
    seconds: float | None = None
    rows_in: int | None = None
    rows_out: int | None = None
    rejected: int | None = None


@dataclass(frozen=True)
class Progress:
    """The newest run of the workspace; `reason` is why it failed, where it said so."""

    period: str
    steps: list[StepLine]
    running: bool
    done: bool
    reason: str = ""

    @property
    def seconds(self) -> float:
        """Seconds of all finished steps."""
        return sum(step.seconds or 0 for step in self.steps)


def newest_run(workspace: Workspace) -> Progress | None:
    """The run whose log was written last; null before the first."""
    logs = list((workspace.state / "logs").glob("run-*.log"))
    if not logs:
        return None
    newest = max(logs, key=lambda path: (path.stat().st_mtime_ns, path.name))
    steps: dict[str, StepLine] = {}
    reason = ""
    for event in events(newest):
        if event["message"] == FAILED:
            reason = event["told"]
        elif event["logger"] == "padan.month":
            if event["message"] == "step started" and event["step"] == StepName.READ:
                steps, reason = {}, ""
            steps[event["step"]] = _line(event)
    done = any(name in steps and steps[name].seconds is not None for name in LAST_STEPS)
    running = is_running(workspace)
    return Progress(
        newest.stem.removeprefix("run-"), list(steps.values()), running, done and not reason, reason
    )


def _line(event: dict[str, Any]) -> StepLine:
    counts = {name: event.get(name) for name in ("seconds", "rows_in", "rows_out", "rejected")}
    return StepLine(step_label(event["step"]), **counts)

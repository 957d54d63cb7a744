"""A run that kills its own process at one step: `killed_run.py WORKSPACE PERIOD STEP`.

SIGKILL leaves no chance to tidy up, as a power cut does. The step has done its work by then, so
that as much as possible lies about; publishing, which must not have happened, is not begun.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from pipelines.office.workspace import open_workspace
from pipelines.run.month import run_month
from pipelines.run.steps import Step, StepCount

workspace, period, doomed = sys.argv[1:]


def run_until_killed(name: str, step: Step) -> StepCount:
    """Run a step; die at the doomed one."""
    if name == doomed == "publish":
        os.kill(os.getpid(), signal.SIGKILL)
    count = step()
    if name == doomed:
        os.kill(os.getpid(), signal.SIGKILL)
    return count


run_month(open_workspace(Path(workspace)), period, run_until_killed)

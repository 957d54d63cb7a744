"""A run that kills its own process at one step: `killed_run.py WORKSPACE PERIOD STEP MOMENT`.

SIGKILL leaves no chance to tidy up, as a power cut does. MOMENT is `before` or `after` the step.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from pipelines.month import Step, StepCount, run_month
from pipelines.workspace import open_workspace

workspace, period, doomed, moment = sys.argv[1:]


def run_until_killed(name: str, step: Step) -> StepCount:
    """Run a step; die at the doomed one."""
    if name == doomed and moment == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    count = step()
    if name == doomed:
        os.kill(os.getpid(), signal.SIGKILL)
    return count


run_month(open_workspace(Path(workspace)), period, run_until_killed)

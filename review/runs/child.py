"""A month run alongside the web server: `python -m review.runs.child WORKSPACE PERIOD MODE`.

MODE is `hold` or `publish`. A process of its own, so that the server's memory stays its own, and
so that neither a page that is closed nor a server that is restarted ends the run. Progress stands
in the run's log, as for every run.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from pipelines.errors import PadanError
from pipelines.machine.logs import log_to, mask_tracebacks
from pipelines.office.workspace import open_workspace
from pipelines.run.month import run_month

NICENESS = 10
"""Officers' pages go before the run."""

FAILED = "run failed"
log = logging.getLogger("padan.run")


def main(root: str, period: str, mode: str) -> int:
    """Run the month; the exit code is that of `padan run`."""
    mask_tracebacks()
    os.nice(NICENESS)
    workspace = open_workspace(Path(root))
    with log_to(workspace.run_log(period)):
        try:
            run_month(workspace, period, hold=mode == "hold")
        except PadanError as error:
            log.error(FAILED, extra={"counts": {"told": str(error)}})
            return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

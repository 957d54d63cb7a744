"""A command killed while its own Prefect server runs: `killed_beside_server.py WORKSPACE`.

Prints the server's process id first. SIGKILL leaves no chance to end it.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from pipelines.flows.server import prefect_server
from pipelines.office.workspace import open_workspace

if __name__ == "__main__":
    with prefect_server(open_workspace(Path(sys.argv[1]))) as wait_for_server:
        print(Path(f"/proc/self/task/{os.getpid()}/children").read_text().strip(), flush=True)
        wait_for_server()
        os.kill(os.getpid(), signal.SIGKILL)

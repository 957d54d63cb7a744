"""The temporary Prefect server of a command: gone with the command, and reported when it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from pipelines.errors import RunError
from pipelines.flows.server import CONFIGURED, prefect_server
from pipelines.office.workspace import open_workspace
from tests.integration import killed_beside_server


def test_a_killed_command_leaves_no_server_behind(workspace_root: Path) -> None:
    command = [sys.executable, "-m", killed_beside_server.__name__, str(workspace_root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    server = int(done.stdout)
    assert done.returncode < 0
    deadline = monotonic() + 30
    while _runs(server) and monotonic() < deadline:
        sleep(0.05)
    assert not _runs(server)


def test_a_server_that_cannot_start_is_reported_with_where_its_cause_is(
    workspace_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CONFIGURED, raising=False)
    monkeypatch.setenv("PREFECT_API_DATABASE_CONNECTION_URL", "sqlite+aiosqlite:////dev/null/x.db")
    place = open_workspace(workspace_root)
    with (
        pytest.raises(RunError, match=r"prefect-server\.log"),
        prefect_server(place) as wait_for_server,
    ):
        wait_for_server()
    assert (place.state / "logs" / "prefect-server.log").stat().st_size
    assert CONFIGURED not in os.environ


def _runs(process: int) -> bool:
    """Whether a process is there and not merely waiting to be reaped."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False

"""The Prefect server a command's flow runs on: the configured one, or one for its length alone.

Prefect would start a temporary server by itself, but only once a flow begins, after loading all of
the server into this process too, and would leave it behind when this process is killed. Ours
starts at once, alongside whatever else the command must load, and ends with the process that asked
for it, however that ends: it watches its standard input.

    python -m pipelines.flows.server DESCRIPTOR      (of a socket that listens)
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Final

from pipelines.errors import RunError
from pipelines.machine.logs import private_folder
from pipelines.machine.processes import environment
from pipelines.office.workspace import Workspace

PROGRAM: Final = "pipelines.flows.server"
CONFIGURED: Final = "PREFECT_API_URL"
START_SECONDS: Final = 300
"""How long a server may take to start: the first one of a workspace makes its database."""

SETTINGS: Final = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    # Off the terminal: Prefect's messages go to the run's log (see pipelines.machine.logs).
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}
"""Settings of Prefect for a command on this machine, whose server does without the services that
only deployments need; those already in the environment stand."""


@contextmanager
def prefect_server(place: Workspace) -> Iterator[Callable[[], None]]:
    """A server for flows; call what is given to wait until it answers, then run them.

    Enter before Prefect is imported, which reads its settings from the environment; the time
    until a server of our own answers is for such imports. Prefect's home lies in the workspace,
    private to its owner. Raises RunError (in Indonesian) when the configured server does not
    answer, and the wait does when our own cannot be started.
    """
    private_folder(place.state)
    home = {"PREFECT_HOME": str(private_folder(place.state / "prefect"))}
    with _environment(home | SETTINGS):
        if configured := os.environ.get(CONFIGURED):
            _require(configured)
            yield lambda: None
            return
        log = private_folder(place.state / "logs") / "prefect-server.log"
        with _own_server(log) as (server, url), _environment({CONFIGURED: url}):
            yield lambda: _await(server, url, log)


@contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    """The environment with `settings` that are not in it already; as it was on leaving."""
    added = {name: value for name, value in settings.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


def _require(url: str) -> None:
    if not _answers(url, seconds=10):
        raise RunError(
            f"server Prefect di {url} tidak menjawab. Nyalakan dulu servernya, atau hapus "
            f"{CONFIGURED} supaya padan berjalan sendiri"
        )


def _answers(url: str, seconds: float) -> bool:
    """Whether the server answers; one of our own that is starting gets that much time."""
    import httpx

    try:
        return httpx.get(f"{url}/health", timeout=seconds).is_success
    except httpx.HTTPError:
        return False


@contextmanager
def _own_server(log: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server process on a free port of this machine alone, and its API's address."""
    with socket.create_server(("127.0.0.1", 0)) as listening, log.open("wb") as said:
        server = subprocess.Popen(
            # -P: the folder the office works in is no place to import modules from.
            [sys.executable, "-P", "-m", PROGRAM, str(listening.fileno())],
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            pass_fds=[listening.fileno()],
            env=environment(),
            start_new_session=True,  # Ctrl-C is for the run, which then ends its server
        )
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/api"
    assert server.stdin is not None
    try:
        yield server, url
    finally:
        server.stdin.close()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _await(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Wait until the server answers; RunError when it ends or takes too long."""
    begin = monotonic()
    while not _answers(url, START_SECONDS):
        if server.poll() is not None or monotonic() - begin > START_SECONDS:
            raise RunError(
                f"server Prefect sementara tidak dapat dijalankan; sebabnya ada di {log}"
            )
        sleep(0.05)


def serve(descriptor: int) -> None:
    """Serve Prefect's API on a socket that listens already, until standard input is closed."""
    import uvicorn
    from prefect.server.api.server import create_app

    app = create_app(ephemeral=True, final=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))

    def end_with_parent() -> None:
        sys.stdin.buffer.read()
        server.should_exit = True

    Thread(target=end_with_parent, daemon=True).start()
    server.run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    serve(int(sys.argv[1]))

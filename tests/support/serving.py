"""The real server in a process of its own, and the commands as an officer types them."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.support.small_office import PASSWORD

PATIENCE = 90  # seconds the server may take to start on a busy machine


@dataclass
class Served:
    """A running server, what it has written, and its process."""

    address: str
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def answers(self) -> bool:
        """Whether anyone answers at the address."""
        try:
            return httpx.get(f"{self.address}/sehat/").text == "ok"
        except httpx.TransportError:
            return False

    @contextmanager
    def signed_in(self, name: str) -> Iterator[httpx.Client]:
        """A client of a user."""
        with httpx.Client(base_url=self.address, follow_redirects=True, timeout=PATIENCE) as client:
            page = client.get("/masuk/")
            form = {"csrfmiddlewaretoken": token(page), "username": name, "password": PASSWORD}
            assert client.post("/masuk/", data=form).url.path == "/"
            yield client


def padan(
    *arguments: str, given: str = "", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """A command; `environment` is added to this process's."""
    command = [sys.executable, "-m", "pipelines.cli", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, input=given, check=False,
        env={**os.environ, **(environment or {})},
    )  # fmt: skip


def add_user(
    root: Path, name: str, *place: str, role: str = "", environment: Mapping[str, str] | None = None
) -> None:
    """A user with the tests' password; the role is the name unless given."""
    done = padan(
        "user", "add", str(root), "--name", name, "--role", role or name, *place,
        given=f"{PASSWORD}\n", environment=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@contextmanager
def serving(
    root: Path, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """`padan serve` on a free port while the block runs; its output goes to the file `log`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipelines.cli", "serve", str(root), "--port", str(port)],
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
    served = Served(f"http://127.0.0.1:{port}", log, process)
    try:
        deadline = time.monotonic() + PATIENCE
        while not served.answers:
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        yield served
    finally:
        process.terminate()
        process.wait(PATIENCE)


def token(page: httpx.Response) -> str:
    """The token that the page's forms send back."""
    (found,) = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text))
    return str(found)

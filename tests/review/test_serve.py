"""The real server in a process of its own, asked over HTTP."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from pipelines.workspace import Workspace
from tests.review.office import PASSWORD, personal_values

TYPED = personal_values()[1]
PATIENCE = 60  # seconds the server may take to start on a busy machine


@dataclass
class Served:
    """A running server, what it has written, and its process."""

    address: str
    log: Path
    process: subprocess.Popen[bytes]


def padan(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipelines.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, input=given, check=False)


def answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/sehat/").text == "ok"
    except httpx.TransportError:
        return False


@pytest.fixture(scope="module")
def served(office: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    added = padan(
        "user", "add", str(office.root), "--name", "siti", "--role", "administrator",
        given=f"{PASSWORD}\n",
    )  # fmt: skip
    assert added.returncode == 0, added.stderr
    log = tmp_path_factory.mktemp("serve") / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipelines.cli", "serve", str(office.root), "--port", str(port)],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    running = Served(f"http://127.0.0.1:{port}", log, process)
    deadline = time.monotonic() + PATIENCE
    while not answers(running.address):
        assert process.poll() is None and time.monotonic() < deadline, log.read_text()
        time.sleep(0.2)
    yield running
    process.terminate()
    process.wait(PATIENCE)


def token(page: httpx.Response) -> str:
    (found,) = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text))
    return str(found)


@contextmanager
def sign_in(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.address, follow_redirects=True, timeout=PATIENCE) as client:
        page = client.get("/masuk/")
        form = {"csrfmiddlewaretoken": token(page), "username": "siti", "password": PASSWORD}
        assert client.post("/masuk/", data=form).url.path == "/"
        yield client


def test_an_officer_signs_in_and_sees_the_month(served: Served) -> None:
    with sign_in(served) as client:
        page = client.get("/")
        assert page.status_code == 200
        assert "Oktober 2026" in page.text
        assert page.headers["Content-Encoding"] == "gzip"


def test_style_and_icon_are_served_by_the_application_itself(served: Served) -> None:
    for name in ("padan.css", "ikon.svg"):
        answer = httpx.get(f"{served.address}/static/padan/{name}")
        assert answer.status_code == 200
        assert "max-age=3600" in answer.headers["Cache-Control"]


def test_the_log_holds_paths_and_nothing_of_any_person(served: Served) -> None:
    with sign_in(served) as client:
        client.get(f"/cari/{TYPED}/")
        client.get("/", params={"q": TYPED, "nama": "HAMDAN"})
        client.post("/masuk/", data={"username": TYPED, "password": TYPED})
    log = served.log.read_text()
    assert '"path": "/masuk/"' in log
    assert [value for value in personal_values() if value in log] == []


def test_another_host_name_is_refused(served: Served) -> None:
    answer = httpx.get(f"{served.address}/masuk/", headers={"Host": "padan.evil.id"})
    assert answer.status_code == 400


def test_the_address_must_be_safe_before_others_may_connect(office: Workspace) -> None:
    done = padan("serve", str(office.root), "--host", "0.0.0.0")
    assert done.returncode == 2
    assert "PADAN_SECRET_KEY" in done.stderr and "Traceback" not in done.stderr


def test_a_killed_server_leaves_nothing_running(served: Served) -> None:
    """The last test of this module: it ends the server as a power cut would."""
    os.kill(served.process.pid, signal.SIGKILL)
    served.process.wait(PATIENCE)
    deadline = time.monotonic() + PATIENCE
    while answers(served.address):
        assert time.monotonic() < deadline
        time.sleep(0.2)

"""The real server in a process of its own, asked over HTTP."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import httpx
import pytest

from pipelines.office.workspace import Workspace
from tests.support.serving import PATIENCE, Served, add_user, padan, serving
from tests.support.small_office import personal_values

TYPED = personal_values()[1]


@pytest.fixture(scope="module")
def served(office: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    add_user(office.root, "siti", role="administrator")
    with serving(office.root, tmp_path_factory.mktemp("serve") / "log") as running:
        yield running


def test_an_officer_signs_in_and_sees_the_month(served: Served) -> None:
    with served.signed_in("siti") as client:
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
    with served.signed_in("siti") as client:
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
    while served.answers:
        assert time.monotonic() < deadline
        time.sleep(0.2)

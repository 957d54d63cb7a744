"""A small office with its real server in a process of its own, and a browser that signs in."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from pipelines.workspace import Workspace
from tests.review.office import BINUANG, PASSWORD, new_office, publish_month

PATIENCE = 90  # seconds the server may take to start on a busy machine
OFFICE, PHONE = (1366, 768), (390, 844)


@dataclass
class Office:
    """A published month, a running server, a browser."""

    workspace: Workspace
    address: str
    browser: Browser

    @contextmanager
    def signed_in(self, name: str, size: tuple[int, int] = OFFICE) -> Iterator[Page]:
        """A page of a user, as in a fresh browser; closed afterwards."""
        width, height = size
        context = self.browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{self.address}/masuk/")
        page.locator("[name=username]").fill(name)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main button").click()
        yield page
        context.close()


def padan(*arguments: str, given: str = "") -> None:
    """A command as an officer types it; it must succeed."""
    command = [sys.executable, "-m", "pipelines.cli", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, input=given, check=False)
    assert done.returncode == 0, done.stderr


@contextmanager
def served_office(folder: Path) -> Iterator[Office]:
    """One month published, users `operator`, `verifikator` and `desa` (of Binuang)."""
    workspace = new_office(folder / "kantor")
    publish_month(workspace)
    root = str(workspace.root)
    for name, place in (("operator", []), ("verifikator", []), ("desa", ["--village", BINUANG])):
        padan("user", "add", root, "--name", name, "--role", name, *place, given=f"{PASSWORD}\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (folder / "serve.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", "serve", root, "--port", str(port)],
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(server, address, folder / "serve.log")
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            yield Office(workspace, address, chromium)
            chromium.close()
    finally:
        server.terminate()
        server.wait(PATIENCE)
        log.close()


def fits(page: Page) -> bool:
    """Whether the page never scrolls sideways."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if httpx.get(f"{address}/sehat/").text == "ok":
                return
        except httpx.TransportError:
            time.sleep(0.2)
        assert server.poll() is None and time.monotonic() < deadline, log.read_text()

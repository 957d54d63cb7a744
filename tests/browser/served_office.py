"""A small office with its real server in a process of its own, and a browser that signs in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from pipelines.office.workspace import Workspace
from tests.support.published import copied
from tests.support.serving import serving
from tests.support.small_office import PASSWORD

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
        with self.visiting(size) as page:
            page.goto(f"{self.address}/masuk/")
            page.locator("[name=username]").fill(name)
            page.locator("[name=password]").fill(PASSWORD)
            with led_on(page):
                page.locator("main button").click()
            yield page

    @contextmanager
    def visiting(self, size: tuple[int, int] = OFFICE) -> Iterator[Page]:
        """A page of nobody yet, in a fresh browser; closed afterwards."""
        width, height = size
        context = self.browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        page.set_default_timeout(60_000)
        yield page
        context.close()


@contextmanager
def served_office(office: Workspace, folder: Path) -> Iterator[Office]:
    """A copy in `folder` of an office with a published month and users, served."""
    workspace = copied(office, folder / "kantor")
    with serving(workspace.root, folder / "serve.log") as served, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield Office(workspace, served.address, chromium)
        chromium.close()


@contextmanager
def led_on(page: Page) -> Iterator[None]:
    """What is done inside leads to another page, which has been loaded when the block ends.

    A click does not wait for the page it leads to: on a busy machine what follows would look at
    the old page, at half of the new one, or leave before the form has been sent. Where an
    `expect(...)` for something that only the new page has follows, it is not needed.
    """
    with page.expect_navigation(wait_until="load"):
        yield


def fits(page: Page) -> bool:
    """Whether the page never scrolls sideways."""
    # Not `wait_for_function`: where it has to poll, it evaluates text in the page, which our
    # Content-Security-Policy forbids.
    page.wait_for_load_state("load")
    width = page.viewport_size["width"] if page.viewport_size else 0
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)

"""The dashboard in a real browser: it fits the screen, asks for nothing, and its links work."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.small_month import build_database, write_small_month

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("dashboard")
    with closing(build_database()) as con:
        write_small_month(con, folder)
    return (folder / "dashboard.html").as_uri()


def opened(browser: Browser, address: str, width: int, height: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(10_000)
    page.goto(address)
    return page


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)], ids=["office", "phone"])
def test_the_page_never_scrolls_sideways(
    browser: Browser, address: str, width: int, height: int
) -> None:
    page = opened(browser, address, width, height)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_headline_figures_are_seen_without_scrolling_in_an_office(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address, 1366, 768)
    boxes = [card.bounding_box() for card in page.locator(".card").all()]
    assert len(boxes) == 6
    assert all(box and box["y"] + box["height"] <= 768 for box in boxes)
    page.close()


def test_nothing_is_fetched_and_nothing_is_complained_of(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    assert asked == [address]
    assert complaints == []
    page.close()


def test_a_district_leads_to_its_villages(browser: Browser, address: str) -> None:
    page = opened(browser, address, 1366, 768)
    page.locator("#kecamatan tbody a", has_text="Piani").click()
    page.wait_for_url("**#kec-63.05.08")
    assert page.locator("[id='kec-63.05.08'] caption").is_visible()
    page.close()

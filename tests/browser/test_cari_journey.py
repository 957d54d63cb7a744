"""The consultation desk in a real browser: a resident is found, told, and handed a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from pipelines.office.workspace import Workspace
from tests.browser.served_office import OFFICE, PHONE, Office, fits, served_office
from tests.support.small_inbox import HEADS
from tests.support.small_office import FAMILIES, personal_values

pytestmark = pytest.mark.browser
KK, NIK, NAME = HEADS[1][:3]


@pytest.fixture(scope="module")
def office(staffed_office: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with served_office(staffed_office, tmp_path_factory.mktemp("cari")) as served:
        yield served


def search(page: Page, typed: str) -> None:
    page.get_by_role("link", name="Cari", exact=True).click()
    page.get_by_label("NIK, No. KK, atau nama").fill(typed)
    page.keyboard.press("Enter")


def test_a_resident_is_found_with_a_slip_and_told_what_comes_next(office: Office) -> None:
    with office.signed_in("operator") as page:
        addresses: list[str] = []
        page.on("request", lambda request: addresses.append(request.url))
        search(page, f"{NIK[:9]}{(int(NIK[9]) + 5) % 10}{NIK[10:]}")
        expect(page.get_by_text("beda 1 angka")).to_be_visible()
        page.get_by_role("link", name=NAME).click()
        expect(page.get_by_text("Belum terdaftar; sudah diusulkan")).to_be_visible()
        expect(page.get_by_text(KK)).to_have_count(0)
        page.get_by_role("button", name="Buka NIK/KK").click()
        expect(page.get_by_text(KK)).to_be_visible()
        assert not [
            value for value in personal_values() for address in addresses if value in address
        ]


def test_the_residents_page_prints_on_one_sheet_and_names_nobody_else(office: Office) -> None:
    with office.signed_in("operator") as page:
        search(page, NAME.lower().replace("s", "z", 1))
        page.get_by_role("link", name=NAME).click()
        page.get_by_role("link", name="Lembar penjelasan").click()
        expect(page.get_by_role("button", name="Cetak")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.get_by_role("button", name="Cetak")).to_be_hidden()
        expect(page.get_by_role("link", name="Kembali")).to_be_hidden()
        text = page.locator("main").inner_text()
        assert NAME in text
        assert not [value for value in personal_values() if value != NAME and value in text]
        assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_a_village_officer_finds_nobody_of_another_village(office: Office) -> None:
    with office.signed_in("desa", PHONE) as page:
        search(page, FAMILIES[0][1])
        expect(page.get_by_role("heading", name="Tidak ditemukan")).to_be_visible()
        search(page, NIK)
        expect(page.get_by_role("link", name=NAME)).to_be_visible()


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_pages_fit_and_complain_of_nothing(office: Office, size: tuple[int, int]) -> None:
    with office.signed_in("operator", size) as page:
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        search(page, NIK)
        for onward in (NAME, "Lembar penjelasan"):
            link = page.get_by_role("link", name=onward)
            expect(link).to_be_visible()
            assert fits(page)
            link.click()
        expect(page.get_by_role("heading", name="Penjelasan untuk warga")).to_be_visible()
        assert fits(page)
        assert complaints == []

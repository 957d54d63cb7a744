"""An operator runs a month, compares it, makes it current, and withdraws it, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from pipelines.office.workspace import Workspace
from tests.browser.served_office import PHONE, Office, fits, served_office
from tests.support.small_inbox import PERIOD, fill_inbox

pytestmark = pytest.mark.browser
LATER = "2026-11"


@pytest.fixture(scope="module")
def office(staffed_office: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with served_office(staffed_office, tmp_path_factory.mktemp("jalankan")) as served:
        yield served


def wait_for_the_end(page: Page) -> None:
    """The page reloads itself while a month runs."""
    expect(page.get_by_role("heading", name="Proses terakhir")).to_be_visible(timeout=180_000)


def test_a_month_is_run_compared_made_current_and_the_one_below_withdrawn(office: Office) -> None:
    fill_inbox(office.workspace.root, LATER)
    with office.signed_in("operator") as page:
        page.get_by_role("link", name="Jalankan").click()
        page.get_by_label("Bulan", exact=True).select_option(LATER)
        expect(page.get_by_label("Tahan dulu")).to_be_checked()
        page.get_by_role("button", name="Mulai").click()
        expect(page.get_by_text("November 2026 mulai diproses")).to_be_visible()
        page.reload()
        wait_for_the_end(page)
        assert office.workspace.published_periods() == [PERIOD]

        page.get_by_role("link", name="Bandingkan").click()
        expect(page.get_by_role("heading", name="Dibandingkan dengan Oktober 2026")).to_be_visible()
        gone = page.get_by_role("row", name="Tatakan")
        expect(gone).to_contain_text("Kali ini tidak ada daftarnya")
        assert fits(page)
        page.get_by_role("button", name="Jadikan berlaku").click()
        expect(page.get_by_text("November 2026 sudah berlaku")).to_be_visible()
        assert office.workspace.published_periods() == [PERIOD, LATER]

        page.get_by_role("link", name="Tarik Oktober 2026").click()
        expect(page.get_by_text("tetap tampil dengan peringatan")).to_be_visible()
        page.get_by_label("Alasan").fill("berkas DTKS keliru")
        page.get_by_label("Tulis ulang bulannya").fill("oktober")
        page.get_by_role("button", name="Tarik bulan ini").click()
        expect(page.get_by_text("Ketik persis 2026-10")).to_be_visible()
        page.get_by_label("Tulis ulang bulannya").fill(PERIOD)
        page.get_by_role("button", name="Tarik bulan ini").click()
        expect(page.get_by_text("Oktober 2026 ditarik")).to_be_visible()
        expect(page.get_by_role("cell", name="berkas DTKS keliru")).to_be_visible()
        assert office.workspace.published_periods() == [LATER]

        page.get_by_role("link", name="Desa", exact=True).click()
        expect(page.get_by_text("November 2026 dibuat di atas Oktober 2026")).to_be_visible()


def test_a_verifikator_looks_on_and_starts_nothing(office: Office) -> None:
    with office.signed_in("verifikator", PHONE) as page:
        page.get_by_role("link", name="Jalankan").click()
        expect(page.get_by_role("heading", name="Bulan yang berlaku")).to_be_visible()
        expect(page.get_by_role("button", name="Mulai")).to_have_count(0)
        assert fits(page)
